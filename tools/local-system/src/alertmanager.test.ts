import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { REPOSITORY } from './process.ts';
import { ensureProgram } from './programs.ts';

const run = promisify(execFile);
const SCRIPT = join(REPOSITORY, 'deploy/alertmanager/start.sh');

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'motus-alertmanager-'));
});
afterEach(() => rm(dir, { recursive: true }));

test('without settings alerts go nowhere', async () => {
  assert.deepEqual(await receivers({}), [{ name: 'operator' }, { name: 'watchdog' }]);
});

test('settings of Compose that are empty count as not set', async () => {
  const empty = { ALERT_WEBHOOK_URL: '', ALERT_EMAIL_TO: '', ALERT_SMTP_HOST: '', ALERT_WATCHDOG_URL: '' };
  assert.deepEqual(await receivers(empty), [{ name: 'operator' }, { name: 'watchdog' }]);
});

test('each setting adds its receiver, whatever characters it has', async () => {
  const set = {
    ALERT_WEBHOOK_URL: `https://hooks.example.org/a'b"c#d: {e}?f=$g`,
    ALERT_WATCHDOG_URL: 'https://ping.example.org/1',
    ALERT_EMAIL_TO: 'ada@example.org',
    ALERT_SMTP_HOST: 'mail.example.org:587',
    ALERT_SMTP_USER: 'motus',
    ALERT_SMTP_PASSWORD: `it's\\n "so" $HOME `,
  };
  assert.deepEqual(await receivers(set), [
    {
      name: 'operator',
      webhook_configs: [{ url: set.ALERT_WEBHOOK_URL, send_resolved: true }],
      email_configs: [
        {
          to: set.ALERT_EMAIL_TO,
          send_resolved: true,
          from: set.ALERT_EMAIL_TO,
          smarthost: set.ALERT_SMTP_HOST,
          auth_username: set.ALERT_SMTP_USER,
          auth_password: set.ALERT_SMTP_PASSWORD,
        },
      ],
    },
    { name: 'watchdog', webhook_configs: [{ url: set.ALERT_WATCHDOG_URL, send_resolved: false }] },
  ]);
  assert.equal((await stat(join(dir, 'alertmanager.yml'))).mode & 0o777, 0o600);
});

test('a wrong setting stops the start with one line, which does not contain the address', async () => {
  const cases: [Record<string, string>, RegExp][] = [
    [{ ALERT_WEBHOOK_URL: 'hooks.example.org/secret' }, /^setting ALERT_WEBHOOK_URL is wrong; [^\n]*\n$/],
    [{ ALERT_WATCHDOG_URL: 'ftp://secret' }, /^setting ALERT_WATCHDOG_URL is wrong; [^\n]*\n$/],
    [{ ALERT_EMAIL_TO: 'ada@example.org' }, /^setting ALERT_SMTP_HOST is missing; [^\n]*\n$/],
    [
      { ALERT_EMAIL_TO: 'ada@example.org', ALERT_SMTP_HOST: 'mail.example.org' },
      /^setting ALERT_SMTP_HOST is wrong: "mail.example.org"; [^\n]*\n$/,
    ],
  ];
  for (const [environment, expected] of cases) {
    const refused = await render(environment).then(
      () => undefined,
      (error: { code: number; stderr: string }) => error,
    );
    assert.equal(refused?.code, 1, JSON.stringify(environment));
    assert.match(refused?.stderr ?? '', expected);
    assert.doesNotMatch(refused?.stderr ?? '', /secret/);
  }
});

/** The receivers that the script writes into a file that Alertmanager accepts. */
async function receivers(environment: Record<string, string>): Promise<unknown> {
  await render(environment);
  const file = join(dir, 'alertmanager.yml');
  await run(await ensureProgram('amtool'), ['check-config', file]);
  return parse(await readFile(file, 'utf8')).receivers;
}

async function render(environment: Record<string, string>): Promise<void> {
  const env = { PATH: process.env.PATH, ...environment, ALERTMANAGER: 'true' };
  await run('sh', [SCRIPT], { cwd: dir, env });
}
