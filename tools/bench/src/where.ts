import type { Context } from './context.ts';
import { pin } from './cores.ts';

/** Starts something on the core of the servers: what this process starts inherits where it runs itself. */
export async function startOnServerCore<T>(
  { cores }: Pick<Context, 'cores'>,
  start: () => Promise<T>,
): Promise<T> {
  return cores === undefined ? start() : startOn(cores.servers, cores.generator, start);
}

/** The same on all cores. */
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
