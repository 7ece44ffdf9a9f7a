import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type DrillResult, readOptions, runDrill, startOwnTarget } from '@motus/drill';
import { REPOSITORY, type SystemOptions } from '@motus/local-system';
import { createEventLog } from '@motus/measurement';

/*
 * Tests that the drill detects faults: each test breaks one redundancy mechanism, and expects the drill to fail.
 */

test('the drill reports failed requests when HAProxy does not retry', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'motus-drill-test-'));
  t.after(() => rm(folder, { recursive: true }));
  const haproxyConfig = join(folder, 'haproxy.cfg');
  const config = await readFile(join(REPOSITORY, 'haproxy.cfg'), 'utf8');
  // With any of these directives a request may still succeed.
  const lines = config.split('\n').filter((line) => !/^ *(retry-on|retries|option redispatch) /.test(line));
  await writeFile(haproxyConfig, lines.join('\n').replace(/^defaults$/m, 'defaults\n    retries 0'));
  const { checks, recorder } = await drill({ haproxyConfig }, 'motus1,score1');
  assert.ok(recorder.failures.length > 0);
  assert.ok(checks.some(({ what, passed }) => !passed && what.endsWith('no failed request')));
});

test('the drill reports lost attempts when they are acknowledged before they are written', async () => {
  const preload = [fileURLToPath(new URL('../../src/support/early-answer.ts', import.meta.url))];
  const { checks, verification } = await drill({ preload }, 'score1,score2');
  assert.ok(verification.differences.some(({ kind }) => kind === 'lost'));
  assert.ok(checks.some(({ what, passed }) => !passed && what.endsWith('nothing lost')));
});

async function drill(
  broken: Pick<SystemOptions, 'haproxyConfig' | 'preload'>,
  only: string,
): Promise<DrillResult> {
  const options = readOptions(['--short', '--faults=kill', '--rate=100', '--seconds=2', `--only=${only}`]);
  const target = await startOwnTarget(broken);
  try {
    return await runDrill(options, target, () => undefined, createEventLog('drill', undefined));
  } finally {
    await target.end();
  }
}
