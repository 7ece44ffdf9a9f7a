import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { REPOSITORY } from './process.ts';

test('a rolling restart names containers of docker-compose.yml, also the shipper', async () => {
  const script = await readFile(join(REPOSITORY, 'deploy/rolling-restart.sh'), 'utf8');
  const [, list = ''] = /^ORDER=\(([^)]*)\)/m.exec(script) ?? [];
  const names = list.split(/\s+/);
  const compose = await readFile(join(REPOSITORY, 'docker-compose.yml'), 'utf8');
  const { services } = parse(compose, { merge: true });
  for (const name of names) assert.ok(name in services, name);
  const haproxies = names.filter((name) => name.startsWith('haproxy'));
  assert.equal(haproxies.length, 2);
  assert.ok(names.includes('shipper'));
});
