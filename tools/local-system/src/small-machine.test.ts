import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { REPOSITORY } from './process.ts';

interface Service {
  readonly networks?: readonly string[] | Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly profiles?: readonly string[];
}

test('deploy/without-observability.yml leaves out every container that observes, and takes Loki from the others', async () => {
  const all = Object.entries(await servicesIn('docker-compose.yml'));
  const small = await servicesIn('deploy/without-observability.yml');
  const namesIn = (entries: [string, Service][]) => entries.map(([name]) => name).sort();
  const networksOf = ({ networks = [] }: Service) =>
    Array.isArray(networks) ? networks : Object.keys(networks);

  // Without those that docker-compose.yml starts only by a profile of their own.
  const observers = all.filter(
    ([, service]) => networksOf(service).includes('observability') && service.profiles === undefined,
  );
  assert.ok(observers.length > 4);
  const left = Object.entries(small).filter(([, { profiles }]) => profiles?.includes('observability'));
  assert.deepEqual(namesIn(left), namesIn(observers));

  const withLoki = all.filter(([, { environment }]) => environment?.LOKI_URL !== undefined);
  const without = Object.entries(small).filter(([, { environment }]) => environment?.LOKI_URL === null);
  assert.ok(withLoki.length > 5);
  assert.deepEqual(
    namesIn(without),
    namesIn(withLoki.filter(([name]) => !namesIn(observers).includes(name))),
  );
});

async function servicesIn(path: string): Promise<Record<string, Service>> {
  return parse(await readFile(join(REPOSITORY, path), 'utf8'), { merge: true }).services;
}
