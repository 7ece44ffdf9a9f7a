import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Today } from '@motus/contracts';
import type { VirtualPlayer } from '@motus/drill';
import { Journal, Load, Recorder, verify } from '@motus/drill';
import { dailyAnswers, loadLexicon } from '@motus/lexicon';
import { freePort } from '@motus/local-system';
import { until } from '@motus/testing';
import { HttpPlayer } from '@motus/testing/player';
import { type NativeGame, runCommand, startNativeGame } from '../../src/support/native-game.ts';

/*
 * Backs up a running game while players play, restores it to another folder, and starts it there on other ports, as on
 * another machine to which the public address has moved.
 */

const PASSPHRASE = 'un mot de passe pour la sauvegarde';
const SEED = 7;
/** The least number of journal entries before and after the backup, and of merged guests before it. */
const MIN_ENTRIES = { before: 60, merged: 3, after: 20 };

const journal = new Journal();
/** The number of journal entries and the merged guests when the backup began. */
let entriesBefore = 0;
let mergedBefore: string[] = [];
let dir: string;
let file: string;
let edgePort: number;
let origin: string;
let load: Load;
let game: NativeGame | undefined;

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'motus-backup-'));
  file = join(dir, 'game.backup');
  edgePort = await freePort();
  origin = `http://localhost:${edgePort}`;
});
after(async () => {
  load?.close();
  await game?.end();
  await rm(dir, { recursive: true, force: true });
});

test('a backup without a passphrase is refused', async () => {
  game = await startNativeGame(join(dir, 'here'), edgePort);
  const { code, stderr } = await backup({ BACKUP_PASSPHRASE: '' });
  assert.equal(code, 1);
  assert.match(stderr, /set BACKUP_PASSPHRASE/);
  await assert.rejects(stat(file));
});

test('a backup during play fails no request, and its file is private and encrypted', async () => {
  const recorder = new Recorder();
  recorder.begin('(the play)', 'none');
  const answer = answerOf(join(dir, 'here'));
  load = new Load({
    origin,
    group: 'Sauve',
    players: 20,
    rate: 100,
    seed: SEED,
    answer,
    recorder,
    journal,
  });
  await load.fill();
  load.start();
  const { entries } = journal;
  await until(
    async () => entries.length >= MIN_ENTRIES.before && journal.formerGuests.length >= MIN_ENTRIES.merged,
  );
  entriesBefore = journal.entries.length;
  mergedBefore = journal.formerGuests;
  const { code, stderr } = await backup();
  const then = entries.length;
  await until(async () => entries.length >= then + MIN_ENTRIES.after);
  await load.stop();
  assert.deepEqual([code, stderr], [0, '']);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  const content = await readFile(file);
  assert.equal(content.indexOf('motus-backup'), 0);
  for (const secret of ['daily-word-key', 'Sauve', 'REDIS00', 'masterauth'])
    assert.equal(content.indexOf(secret), -1, secret);
  const failed = recorder.failures.map(({ request, status, detail }) => `${request}: ${status} ${detail}`);
  assert.deepEqual(failed, [], 'no request fails');
});

test('a backup is complete also when the reader of the command’s output exits', async () => {
  const { code, stderr } = await runCommand(
    ['backup', join(dir, 'closed-stdout.backup')],
    { STATE_DIR: join(dir, 'here'), BACKUP_PASSPHRASE: PASSPHRASE },
    true,
  );
  assert.deepEqual([code, stderr], [0, '']);
  assert.ok((await stat(join(dir, 'closed-stdout.backup'))).size > 0);
});

test('a restore is refused while the game runs, and afterwards because the folder has data', async () => {
  const running = await restore('here');
  assert.equal(running.code, 1);
  assert.match(running.stderr, /the game runs: end it first/);
  await game?.end();
  game = undefined;
  const stopped = await restore('here');
  assert.equal(stopped.code, 1);
  assert.match(stopped.stderr, /data of a game already.*--replace/);
});

test('an altered backup is refused, and nothing is written', async () => {
  const altered = await readFile(file);
  const middle = altered.length >> 1;
  altered[middle] = (altered[middle] ?? 0) ^ 1;
  await writeFile(join(dir, 'altered.backup'), altered);
  const { code, stderr } = await restore('elsewhere', 'altered.backup');
  assert.equal(code, 1);
  assert.match(stderr, /truncated or altered/);
  await assert.rejects(stat(join(dir, 'elsewhere')));
});

test('the restored game has everything that was acknowledged before the backup, in the consistent state of one moment', async () => {
  const { code, stdout, stderr } = await restore('elsewhere');
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /start it with npm start/);
  game = await startNativeGame(join(dir, 'elsewhere'), edgePort);

  const found = await Promise.all(load.players.map(inspect));
  const later = journal.formerGuests.filter((name) => !mergedBefore.includes(name));
  let compared = 0;
  for (const entry of journal.entries.slice(0, entriesBefore)) {
    const { rows, hasAccount } = found[load.players.findIndex(({ name }) => name === entry.player)] ?? {};
    if (entry.kind === 'account') {
      assert.ok(hasAccount, `the account of ${entry.player}`);
      compared++;
    }
    // The play of a guest who was merged after the backup can only be read with the guest's former cookie.
    else if (entry.kind === 'attempt' && !later.includes(entry.player)) {
      assert.equal(rows?.[entry.row - 1], entry.word, `row ${entry.row} of ${entry.player}`);
      compared++;
    }
  }
  assert.ok(compared > 10, `${compared} acknowledged answers were compared`);

  // Reduces the journal to the moment of the backup, as far as the restored ledger shows it; everything must agree with it.
  const then = new Journal();
  for (const entry of journal.entries) {
    const { rows = [], hasAccount } =
      found[load.players.findIndex(({ name }) => name === entry.player)] ?? {};
    if (entry.kind === 'account' && hasAccount) then.addAccount(entry.player, entry.phase);
    if (entry.kind === 'attempt' && entry.row <= rows.length) then.addAttempt(entry);
  }
  assert.ok(then.entries.length < journal.entries.length, 'play continued after the backup');
  const players = load.players.filter(({ name }, i) => {
    const isAccount = journal.accounts.includes(name);
    const isRestored = found[i]?.hasAccount ?? false;
    assert.ok(isRestored || !isAccount || found[i]?.rows.length === 0, `${name} plays without an account`);
    return isRestored || !isAccount;
  });
  for (const { name } of players) {
    const id = journal.idOf(name);
    if (id === undefined) continue;
    then.setId(name, id);
    if (journal.formerGuests.includes(name)) then.addMerge(name, 0);
  }
  const { differences, findings } = await verify({
    origin,
    exclusive: true,
    journal: then,
    players,
    seed: SEED,
    log: () => undefined,
  });
  assert.deepEqual(differences, []);
  for (const { what, compared: count, wrong } of findings) {
    assert.deepEqual(wrong, [], what);
    assert.ok(count > 0, what);
  }
});

function backup(environment: Record<string, string> = {}) {
  return runCommand(['backup', file], {
    STATE_DIR: join(dir, 'here'),
    BACKUP_PASSPHRASE: PASSPHRASE,
    ...environment,
  });
}

function restore(folder: string, name = 'game.backup') {
  return runCommand(['restore', join(dir, name)], {
    STATE_DIR: join(dir, folder),
    BACKUP_PASSPHRASE: PASSPHRASE,
  });
}

function answerOf(stateDir: string): (day: string) => Promise<string> {
  return async (day) => {
    const key = await readFile(join(stateDir, 'secrets/motus/daily-word-key'), 'utf8');
    return dailyAnswers(loadLexicon().answers, Buffer.from(key.trim(), 'base64url'))(day);
  };
}

/** Reads from the restored game: the play of a player, with the cookies from before; and whether the account exists. */
async function inspect({ name, http }: VirtualPlayer): Promise<{ rows: string[]; hasAccount: boolean }> {
  const day = journal.plays().find(({ player }) => player === name)?.day;
  const { json } = await http.get<Today>('/api/today');
  const play = [json.game, json.unfinished].find((one) => one?.day === day);
  const hasAccount = await new HttpPlayer(origin, name).login().then(
    () => true,
    () => false,
  );
  return { rows: play?.rows.map(({ word }) => word) ?? [], hasAccount };
}
