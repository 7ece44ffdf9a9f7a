import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { REPOSITORY } from '@motus/local-system';

const run = promisify(execFile);

/** What `docker compose ps` tells of a container. */
export interface Container {
  readonly ID: string;
  readonly Service: string;
  readonly Publishers: { readonly TargetPort: number; readonly PublishedPort: number }[] | null;
}

/** Runs docker; answers with what it printed, rejects with what it complained of. */
export async function docker(...args: string[]): Promise<string> {
  const { stdout } = await run('docker', args, {
    cwd: REPOSITORY,
    timeout: 120_000,
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout;
}

/** Runs Docker Compose on the project that COMPOSE_PROJECT_NAME names. */
export function compose(...args: string[]): Promise<string> {
  return docker('compose', ...args);
}

/** The containers of the project. */
export async function containers(): Promise<Container[]> {
  const lines = (await compose('ps', '--format', 'json')).trim().split('\n');
  return lines.flatMap((line) => JSON.parse(line));
}
