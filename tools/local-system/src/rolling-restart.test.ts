import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { REPOSITORY } from './process.ts';

test('a rolling restart names containers of docker-compose.yml, and the shipper before the HAProxies', async () => {
  const script = await readFile(join(REPOSITORY, 'deploy/rolling-restart.sh'), 'utf8');
  const [, list = ''] = /^ORDER=\(([^)]*)\)/m.exec(script) ?? [];
  const names = list.split(/\s+/);
  const compose = await readFile(join(REPOSITORY, 'docker-compose.yml'), 'utf8');
  const { services } = parse(compose, { merge: true });
  for (const name of names) assert.ok(name in services, name);
  const haproxies = names.filter((name) => name.startsWith('haproxy'));
  assert.equal(haproxies.length, 2);
  // A running HAProxy often does not connect to a new shipper.
  for (const haproxy of haproxies) assert.ok(names.indexOf('shipper') < names.indexOf(haproxy), haproxy);
  assert.ok(names.includes('shipper'));
});
