import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type DrillResult, readOptions, runDrill, startOwnTarget } from '@motus/drill';
import { REPOSITORY, type SystemOptions } from '@motus/local-system';

/*
 * The drill finds what it is there to find: each test breaks one thing that a kill must not show, and fails when the
 * drill does not.
 */

test('without retries at HAProxy a killed instance costs requests, and the drill says so', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'motus-drill-test-'));
  t.after(() => rm(folder, { recursive: true }));
  const haproxyConfig = join(folder, 'haproxy.cfg');
  const config = await readFile(join(REPOSITORY, 'haproxy.cfg'), 'utf8');
  // With any of these left, a request may still get through in the end.
  const lines = config.split('\n').filter((line) => !/^ *(retry-on|retries|option redispatch) /.test(line));
  await writeFile(haproxyConfig, lines.join('\n').replace(/^defaults$/m, 'defaults\n    retries 0'));
  const { checks, recorder } = await drill({ haproxyConfig }, 'motus1,score1');
  assert.ok(recorder.failures.length > 0);
  assert.ok(checks.some(({ what, passed }) => !passed && what.endsWith('no failed request')));
});

test('when attempts are acknowledged before they are written, the drill finds those that a kill has lost', async () => {
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
    return await runDrill(options, target, () => undefined);
  } finally {
    await target.end();
  }
}
