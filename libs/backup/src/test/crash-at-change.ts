import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const CHANGES = ['mkdir', 'rename', 'rmdir', 'rm', 'open', 'chown'];

/**
 * Does something until its so-manieth change of the file system, which never happens, nor anything after it: as if the
 * process, or the machine, had ended there.
 *
 * @returns whether it got there
 */
export async function killedAt(number: number, work: () => Promise<unknown>): Promise<boolean> {
  const functions = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
  const real = { ...functions };
  let left = number;
  let kill: () => void = () => undefined;
  const killed = new Promise<boolean>((resolve) => {
    kill = () => resolve(true);
  });
  for (const name of CHANGES) {
    functions[name] = (...args) => {
      if (left-- > 0) return real[name]?.(...args);
      kill();
      return new Promise(() => undefined);
    };
  }
  syncBuiltinESMExports();
  try {
    return await Promise.race([killed, work().then(() => false)]);
  } finally {
    Object.assign(fs, Object.fromEntries(CHANGES.map((name) => [name, real[name]])));
    syncBuiltinESMExports();
  }
}
