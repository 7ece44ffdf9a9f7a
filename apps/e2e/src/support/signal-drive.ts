import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type League, MOTUS_CLIENT_ID } from '@motus/contracts';
import { dayBefore } from '@motus/game';
import { until } from '@motus/testing';
import { HttpPlayer, wrongWords } from '@motus/testing/player';
import { operate } from './operator.ts';
import type { TestSystem } from './test-system.ts';

/** Opens a new browser for a player with this name. */
export type OpenBrowser = (name: string, password?: string) => HttpPlayer;

/**
 * Causes every signal of a game: of guests and accounts, wins and losses, refusals, leagues, reports and operators.
 *
 * @returns the operator, who is logged in
 */
export async function playEverything(
  motus: TestSystem,
  open: OpenBrowser = (name, password) => new HttpPlayer(motus.system.urls.public, name, password),
): Promise<HttpPlayer> {
  const guest = open('Louise');
  await guest.get('/api/me');
  const { day } = (await guest.today()).game;
  const answer = await motus.answer(day);
  const [first = '', ...others] = wrongWords(answer, 6);

  await refuseWords(guest, day, answer);
  await guest.attempt({ day, row: 1, word: first });
  await guest.attempt({ day, row: 1, word: first });
  await winAsGuest(open('personne'), day, answer);
  // Merges the guest's plays into the account.
  await guest.register();
  await guest.attempt({ day, row: 2, word: answer });
  await guest.attempt({ day, row: 2, word: answer });
  await guest.attempt({
    day: dayBefore(day),
    row: 1,
    word: await motus.answer(dayBefore(day)),
    archive: true,
  });

  const loser = open('Maxime');
  await loser.register();
  for (const [i, word] of [first, ...others].entries()) await loser.attempt({ day, row: i + 1, word });

  await makeLeague(guest, loser);
  for (const _ of [1, 2]) {
    const { status } = await loser.send('POST', '/api/reports', { word: first, kind: 'should_not_be_valid' });
    assert.equal(status, 200);
  }
  const operator = open('Olympe');
  await actAsOperator(motus, operator, day, first);
  await refuseLogins(motus, open(loser.name, 'un tout autre mot de passe'));
  for (const _ of [1, 2]) await loser.send('POST', '/logout');
  await guest.get(`/nothing-like-this/${randomUUID()}`);
  return operator;
}

/** Kills an instance, drains another one, and fails a store over. Resolves when all are running again. */
export async function breakAndRepair(motus: TestSystem): Promise<void> {
  const { system } = motus;
  system.kill('motus1');
  await system.start('motus1');
  await system.stop('auth2');
  await system.start('auth2');

  const player = new HttpPlayer(system.urls.public, 'personne');
  const { day } = (await player.today()).game;
  const [first = '', second = ''] = wrongWords(await motus.answer(day), 2);
  system.kill('score-store1');
  assert.equal((await player.attempt({ day, row: 1, word: first })).status, 200);
  await system.start('score-store1');
  // Until the replica is back, writes are acknowledged without it.
  await until(async () => motus.logs.some((line) => line.includes('"msg":"replica back"')));
  assert.equal((await player.attempt({ day, row: 2, word: second })).status, 200);
}

async function refuseWords(guest: HttpPlayer, day: string, answer: string): Promise<void> {
  const initial = answer.charAt(0);
  for (const [word, reason] of [
    [`${initial}${'X'.repeat(answer.length - 1)}`, 'word_unknown'],
    [`${initial}A`, 'word_length'],
    [`${initial}${'1'.repeat(answer.length - 1)}`, 'word_letters'],
    [`${initial === 'Z' ? 'A' : 'Z'}${answer.slice(1)}`, 'word_first_letter'],
  ] as const) {
    assert.equal((await guest.attempt({ day, row: 1, word })).json.code, reason);
  }
}

async function winAsGuest(guest: HttpPlayer, day: string, answer: string): Promise<void> {
  await guest.get('/api/me');
  await guest.get('/api/me');
  assert.equal((await guest.attempt({ day, row: 1, word: answer })).json.state, 'won');
}

async function makeLeague(owner: HttpPlayer, member: HttpPlayer): Promise<void> {
  const path = `/api/leagues/${randomUUID()}`;
  for (const _ of [1, 2]) {
    const { json, status } = await owner.send<League>('PUT', path, { name: 'Les amis' });
    assert.equal(status, 200);
    const { invitation } = json;
    assert.equal((await member.send('PUT', `${path}/membership`, { invitation })).status, 200);
  }
}

async function actAsOperator(
  motus: TestSystem,
  operator: HttpPlayer,
  day: string,
  word: string,
): Promise<void> {
  await operator.register();
  await operate(motus, 'grant', operator.name);
  await operator.login();
  assert.equal(
    (await operator.send('PUT', '/api/operator/blocked-words', { word, blocked: true })).status,
    200,
  );
  const choice = await operator.send('PUT', `/api/operator/days/${day}/word`, { word: 'maison' });
  assert.equal(choice.status, 409, choice.text);
}

/** A wrong password, and a client that the provider does not know. */
async function refuseLogins(motus: TestSystem, stranger: HttpPlayer): Promise<void> {
  assert.equal(await stranger.tryLogin(), false);
  const credentials = Buffer.from(`${MOTUS_CLIENT_ID}:wrong`).toString('base64');
  const { status } = await fetch(`${motus.system.urls.public}/auth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  assert.equal(status, 401);
}
