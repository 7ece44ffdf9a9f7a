import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { REPOSITORY } from '@motus/local-system';

const run = promisify(execFile);
const TIMEOUT_MS = 120_000;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** A container in the output of `docker compose ps --format json`. */
export interface Container {
  readonly ID: string;
  readonly Service: string;
  readonly Publishers:
    | { readonly URL: string; readonly TargetPort: number; readonly PublishedPort: number }[]
    | null;
}

/** Runs docker. @returns its standard output. @throws Error with its standard error if it fails */
export async function docker(...args: string[]): Promise<string> {
  const { stdout } = await run('docker', args, {
    cwd: REPOSITORY,
    timeout: TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  return stdout;
}

/** Runs Docker Compose on the project that COMPOSE_PROJECT_NAME names. */
export function compose(...args: string[]): Promise<string> {
  return docker('compose', ...args);
}

/** Lists the running containers of the project. */
export async function containers(): Promise<Container[]> {
  const lines = (await compose('ps', '--format', 'json')).trim().split('\n');
  return lines.flatMap((line) => JSON.parse(line));
}
