import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { REPOSITORY } from './folders.ts';
import { ensureProgram } from './programs.ts';

// Prometheus itself refuses an invalid file; this test finds it before a deployment.
test('the alert rules are valid', async () => {
  const promtool = await ensureProgram('promtool');
  const rules = join(REPOSITORY, 'deploy/prometheus/alerts.yml');
  await promisify(execFile)(promtool, ['check', 'rules', '--lint-fatal', rules]);
});

test('the alerts fire in the cases of alerts.test.yml, and in no others', async () => {
  const promtool = await ensureProgram('promtool');
  await promisify(execFile)(promtool, [
    'test',
    'rules',
    join(REPOSITORY, 'deploy/prometheus/alerts.test.yml'),
  ]);
});
