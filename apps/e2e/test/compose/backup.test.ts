import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { Visitor } from '@motus/contracts';
import { compose } from '@motus/drill';
import { REPOSITORY } from '@motus/local-system';
import { wrongWords } from '@motus/testing/player';
import { newPlayer, today } from './player.ts';

/*
 * Backs up the running containers, and restores to the volumes of another project, as on another machine. Only the stores
 * are started there.
 */

const RESTORED_PROJECT = 'motus-trial-restored';
const run = promisify(execFile);

let dir: string;
let file: string;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'motus-backup-'));
  file = join(dir, 'game.backup');
});
after(async () => {
  await compose('--project-name', RESTORED_PROJECT, 'down', '--volumes', '--timeout', '5');
  await rm(dir, { recursive: true });
});

test('a backup of the containers can be restored to other volumes, where all four Redis have the player', async () => {
  const player = await newPlayer();
  const { day, answer } = await today(player);
  await player.attempt({ day, row: 1, word: wrongWords(answer, 1)[0] ?? '' });
  const { player: visitor } = (await player.get<Visitor>('/api/me')).json;
  await shell('docker compose run --rm --no-TTY backup >"$FILE"');

  await shell(
    `docker compose --project-name ${RESTORED_PROJECT} run --rm --no-TTY --volume "$FILE:/backup:ro" restore`,
  );
  // The second Redis of each store has no data and copies that of the first.
  for (const stores of [
    ['auth-store1', 'score-store1'],
    ['auth-store2', 'score-store2'],
  ])
    await compose('--project-name', RESTORED_PROJECT, 'up', '--detach', '--wait', ...stores);
  for (const node of ['auth-store1', 'auth-store2', 'score-store1', 'score-store2'])
    assert.ok(
      (await keys(node)).some((key) => key.includes(visitor?.id ?? '?')),
      `${node} knows the player`,
    );
});

test('a backup without a passphrase and a restore to running containers are refused', async () => {
  await assert.rejects(shell('BACKUP_PASSPHRASE= docker compose run --rm --no-TTY backup >/dev/null'), {
    code: 1,
    stderr: /set BACKUP_PASSPHRASE/,
  });
  await assert.rejects(shell('docker compose run --rm --no-TTY --volume "$FILE:/backup:ro" restore'), {
    code: 1,
    stderr: /the stores run: stop them first/,
  });
});

test('the restore service has the Redis version and the RDB version of the image', async () => {
  const { services } = JSON.parse(await compose('--profile', 'tools', 'config', '--format', 'json'));
  const { REDIS_VERSION, REDIS_RDB_VERSION } = services.restore.environment;
  assert.equal(services['score-store1'].image, `redis:${REDIS_VERSION}`);
  const begin = await compose(
    'exec',
    '-T',
    'score-store1',
    'sh',
    '-c',
    'head -qc 9 appendonlydir/*.base.rdb',
  );
  assert.equal(begin.slice(0, 9), `REDIS00${REDIS_RDB_VERSION}`);
});

async function keys(node: string): Promise<string[]> {
  const script = `REDISCLI_AUTH=$(sed -n 's/^requirepass //p' /run/secrets/store/auth.conf) redis-cli --scan`;
  return (await compose('--project-name', RESTORED_PROJECT, 'exec', '-T', node, 'sh', '-c', script)).split(
    '\n',
  );
}

function shell(script: string) {
  return run('sh', ['-c', script], {
    cwd: REPOSITORY,
    env: { ...process.env, BACKUP_PASSPHRASE: 'un mot de passe pour la sauvegarde', FILE: file },
    timeout: 120_000,
  });
}
