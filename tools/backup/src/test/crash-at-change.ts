import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/** The functions of node:fs/promises that change the file system. */
const CHANGING_FUNCTIONS = ['mkdir', 'rename', 'rmdir', 'rm', 'open', 'chown'];

/**
 * Simulates a crash: runs `work` until its `index`th change of the file system (from 0). That change and everything after it
 * never happen.
 *
 * @returns whether the crash happened; false when `work` made fewer changes
 */
export async function crashAtChange(index: number, work: () => Promise<unknown>): Promise<boolean> {
  const functions = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
  const real = { ...functions };
  let left = index;
  let crash: () => void = () => undefined;
  const crashed = new Promise<boolean>((resolve) => {
    crash = () => resolve(true);
  });
  for (const name of CHANGING_FUNCTIONS) {
    functions[name] = (...args) => {
      if (left-- > 0) return real[name]?.(...args);
      crash();
      return new Promise(() => undefined);
    };
  }
  syncBuiltinESMExports();
  try {
    return await Promise.race([crashed, work().then(() => false)]);
  } finally {
    Object.assign(fs, Object.fromEntries(CHANGING_FUNCTIONS.map((name) => [name, real[name]])));
    syncBuiltinESMExports();
  }
}
