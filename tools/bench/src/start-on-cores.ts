import type { Context } from './context.ts';
import { pin } from './cores.ts';

/** Starts something on the core of the servers: child processes inherit the cores of this process. */
export async function startOnServerCore<T>(
  { cores }: Pick<Context, 'cores'>,
  start: () => Promise<T>,
): Promise<T> {
  return cores === undefined ? start() : startOn(cores.servers, cores.generator, start);
}

/** Starts something on all cores that this process may use. */
export async function startOnAllCores<T>(
  { cores }: Pick<Context, 'cores'>,
  start: () => Promise<T>,
): Promise<T> {
  return cores === undefined ? start() : startOn(cores.all, cores.generator, start);
}

async function startOn<T>(cores: string, afterwards: string, start: () => Promise<T>): Promise<T> {
  pin(process.pid, cores);
  try {
    return await start();
  } finally {
    pin(process.pid, afterwards);
  }
}
