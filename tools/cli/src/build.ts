import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { REPOSITORY, SystemError } from '@motus/local-system';

/** The path of Nx's command line. */
export const NX = join(REPOSITORY, 'node_modules/nx/dist/bin/nx.js');

/** Runs Nx without its daemon, which would outlive the command, and without its terminal interface. */
export const NX_ENVIRONMENT = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };

/**
 * Builds the page, unless Nx has the result already.
 *
 * @throws SystemError with the last lines of the build
 */
export async function buildPage(): Promise<void> {
  const build = spawn(process.execPath, [NX, 'run', '@motus/web:build'], {
    cwd: REPOSITORY,
    env: NX_ENVIRONMENT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  for (const stream of [build.stdout, build.stderr]) stream.on('data', (data) => output.push(data));
  const [code] = await once(build, 'close');
  if (code === 0) return;
  throw new SystemError('the page could not be built', {
    lines: buildFault(Buffer.concat(output).toString()),
  });
}

/** Extracts the build's own lines from an output to which npm and Nx add that it failed; all lines if there are none. */
export function buildFault(output: string): string[] {
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('> '));
  const after = lines.findIndex((line) => /^npm error | NX /.test(line));
  return after > 0 ? lines.slice(0, after) : lines;
}
