import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { REPOSITORY } from './process.ts';

test('a store in Compose refuses writes before the kernel would end it, with a quarter of its container to spare', async () => {
  const { services } = parse(await readFile(join(REPOSITORY, 'docker-compose.yml'), 'utf8'), { merge: true });
  for (const name of ['auth-store1', 'auth-store2', 'score-store1', 'score-store2']) {
    const { environment, mem_limit } = services[name];
    const [maxMemory, limit] = [environment.MAX_MEMORY, mem_limit].map((text) => Number.parseInt(text, 10));
    assert.match(`${environment.MAX_MEMORY} ${mem_limit}`, /^\d+mb \d+m$/, name);
    assert.ok(
      (maxMemory ?? 0) > 0 && (maxMemory ?? 0) <= 0.75 * (limit ?? 0),
      `${name}: ${maxMemory} of ${limit}`,
    );
  }
});
