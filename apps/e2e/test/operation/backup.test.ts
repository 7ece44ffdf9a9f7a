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
 * A game is backed up by its command while people play, restored by its command to another folder, and started there on
 * other ports, as on another machine to which the public address has moved.
 */

const PASSPHRASE = 'un mot de passe pour la sauvegarde';
const SEED = 7;
/** So many acknowledged answers before the backup, with so many guests who have got an account, and after it. */
const ANSWERS = { before: 60, moved: 3, after: 20 };

const journal = new Journal();
/** Of the journal when the backup began: how many entries, and who had been a guest. */
let known = 0;
let movedBefore: string[] = [];
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

test('without a passphrase there is no backup', async () => {
  game = await startNativeGame(join(dir, 'here'), edgePort);
  const { code, stderr } = await backup({ BACKUP_PASSPHRASE: '' });
  assert.equal(code, 1);
  assert.match(stderr, /set BACKUP_PASSPHRASE/);
  await assert.rejects(stat(file));
});

test('a backup is made while people play, for its owner alone, and holds nothing that anybody could read', async () => {
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
  await until(async () => entries.length >= ANSWERS.before && journal.formerGuests.length >= ANSWERS.moved);
  known = journal.entries.length;
  movedBefore = journal.formerGuests;
  const { code, stderr } = await backup();
  const then = entries.length;
  await until(async () => entries.length >= then + ANSWERS.after);
  await load.stop();
  assert.deepEqual([code, stderr], [0, '']);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  const content = await readFile(file);
  for (const secret of ['daily-word-key', 'Sauve', 'REDIS00', 'masterauth'])
    assert.equal(content.indexOf(secret), -1, secret);
  const failed = recorder.failures.map(({ request, status, detail }) => `${request}: ${status} ${detail}`);
  assert.deepEqual(failed, [], 'no player notices');
});

test('a backup is complete also for who reads nothing of what the command says', async () => {
  const { code, stderr } = await runCommand(
    ['backup', join(dir, 'unseen.backup')],
    { STATE_DIR: join(dir, 'here'), BACKUP_PASSPHRASE: PASSPHRASE },
    true,
  );
  assert.deepEqual([code, stderr], [0, '']);
  assert.ok((await stat(join(dir, 'unseen.backup'))).size > 0);
});

test('a restore is refused while the game runs, and once it has ended, because of its data', async () => {
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

test('on another machine everything is there that was acknowledged before the backup began, and nothing half', async () => {
  const { code, stdout, stderr } = await restore('elsewhere');
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /start it with npm start/);
  game = await startNativeGame(join(dir, 'elsewhere'), edgePort);

  const found = await Promise.all(load.players.map(inspect));
  const later = journal.formerGuests.filter((name) => !movedBefore.includes(name));
  let compared = 0;
  for (const entry of journal.entries.slice(0, known)) {
    const { rows, hasAccount } = found[load.players.findIndex(({ name }) => name === entry.player)] ?? {};
    if (entry.kind === 'account') assert.ok(hasAccount, `the account of ${entry.player}`);
    // The plays of a guest move with the account; between both, the guest's browser is all that leads to them.
    else if (entry.kind === 'attempt' && !later.includes(entry.player))
      assert.equal(rows?.[entry.row - 1], entry.word, `row ${entry.row} of ${entry.player}`);
    compared++;
  }
  assert.ok(compared > 30, `${compared} acknowledged answers were compared`);

  // The ledger is that of one moment: what it shows of each play is how far the journal was then.
  const then = new Journal();
  for (const entry of journal.entries) {
    const { rows = [], hasAccount } =
      found[load.players.findIndex(({ name }) => name === entry.player)] ?? {};
    if (entry.kind === 'account' && hasAccount) then.account(entry.player, entry.phase);
    if (entry.kind === 'attempt' && entry.row <= rows.length) then.acknowledged(entry);
  }
  assert.ok(then.entries.length < journal.entries.length, 'people had gone on playing');
  const players = load.players.filter(({ name }, i) => {
    const isAccount = journal.accounts.includes(name);
    const isThere = found[i]?.hasAccount ?? false;
    assert.ok(isThere || !isAccount || found[i]?.rows.length === 0, `${name} plays without an account`);
    return isThere || !isAccount;
  });
  for (const { name } of players) {
    const id = journal.idOf(name);
    if (id === undefined) continue;
    then.identify(name, id);
    if (journal.formerGuests.includes(name)) then.moved(name, 0);
  }
  const { differences, findings } = await verify({
    origin,
    fresh: true,
    journal: then,
    players,
    seed: SEED,
    tell: () => undefined,
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

function restore(place: string, name = 'game.backup') {
  return runCommand(['restore', join(dir, name)], {
    STATE_DIR: join(dir, place),
    BACKUP_PASSPHRASE: PASSPHRASE,
  });
}

function answerOf(stateDir: string): (day: string) => Promise<string> {
  return async (day) => {
    const key = await readFile(join(stateDir, 'secrets/motus/daily-word-key'), 'utf8');
    return dailyAnswers(loadLexicon().answers, Buffer.from(key.trim(), 'base64url'))(day);
  };
}

/** What the restored game has of a player: the words of the play, in the browser that was used before, and an account. */
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
