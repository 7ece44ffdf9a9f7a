import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from '@motus/local-system';
import { parse } from 'yaml';

const UNITS: Readonly<Record<string, number>> = { b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** How much memory each container may have, as docker-compose.yml says (`mem_limit`), in bytes. */
export async function memoryLimits(): Promise<ReadonlyMap<string, number>> {
  return limitsIn(await readFile(join(REPOSITORY, 'docker-compose.yml'), 'utf8'));
}

/**
 * The limits that a Compose file says, by the name of the service.
 *
 * @throws Error where one has none, or one that is no size
 */
export function limitsIn(composeFile: string): ReadonlyMap<string, number> {
  const { services } = parse(composeFile, { merge: true }) as {
    services: Record<string, { mem_limit?: string | number }>;
  };
  return new Map(
    Object.entries(services).map(([name, { mem_limit }]) => [name, bytesOf(name, `${mem_limit ?? ''}`)]),
  );
}

/** @see https://docs.docker.com/reference/compose-file/extension/#specifying-byte-values */
function bytesOf(name: string, text: string): number {
  const [, digits, unit = 'b'] = /^(\d+)([bkmg])?b?$/i.exec(text) ?? [];
  if (digits === undefined) throw new Error(`${name} has no memory limit: mem_limit is "${text}"`);
  return Number(digits) * (UNITS[unit.toLowerCase()] ?? 1);
}
