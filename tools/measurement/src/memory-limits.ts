import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from '@motus/local-system';
import { parse } from 'yaml';

const UNITS: Readonly<Record<string, number>> = { b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** Reads the memory limit (`mem_limit`) of each container from docker-compose.yml, in bytes. */
export async function memoryLimits(): Promise<ReadonlyMap<string, number>> {
  return parseMemoryLimits(await readFile(join(REPOSITORY, 'docker-compose.yml'), 'utf8'));
}

/**
 * Parses the memory limits of a Compose file, in bytes, by the name of the service.
 *
 * @throws Error if a service has no limit or an invalid one
 */
export function parseMemoryLimits(composeFile: string): ReadonlyMap<string, number> {
  const { services } = parse(composeFile, { merge: true }) as {
    services: Record<string, { mem_limit?: string | number }>;
  };
  return new Map(
    Object.entries(services).map(([name, { mem_limit }]) => [name, parseBytes(name, `${mem_limit ?? ''}`)]),
  );
}

/** @see https://docs.docker.com/reference/compose-file/extension/#specifying-byte-values */
function parseBytes(name: string, text: string): number {
  const [, digits, unit = 'b'] = /^(\d+)([bkmg])?b?$/i.exec(text) ?? [];
  if (digits === undefined) throw new Error(`${name} has no memory limit: mem_limit is "${text}"`);
  return Number(digits) * (UNITS[unit.toLowerCase()] ?? 1);
}
