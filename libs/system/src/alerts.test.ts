import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { REPOSITORY } from './folders.ts';
import { ensureProgram } from './programs.ts';

// In Compose, Prometheus itself refuses a wrong file; this says it earlier.
test('the alert rules are valid', async () => {
  const promtool = await ensureProgram('promtool');
  const rules = join(REPOSITORY, 'deploy/prometheus/alerts.yml');
  await promisify(execFile)(promtool, ['check', 'rules', '--lint-fatal', rules]);
});

test('the alerts fire for what they are about, and for nothing else', async () => {
  const promtool = await ensureProgram('promtool');
  await promisify(execFile)(promtool, [
    'test',
    'rules',
    join(REPOSITORY, 'deploy/prometheus/alerts.test.yml'),
  ]);
});
