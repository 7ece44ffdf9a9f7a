import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Visitor } from '@motus/contracts';
import { HttpPlayer, wrongWords } from '@motus/testing/player';
import { CookieJar } from 'tough-cookie';
import { sharedSystem } from '../../src/support/shared-system.ts';
import type { TestSystem } from '../../src/support/test-system.ts';

const games: readonly TestSystem[] = [sharedSystem(), sharedSystem()];

test('two games on one host do not share guests, plays, logins or logouts in one browser', async () => {
  const jar = new CookieJar();
  const players = games.map(
    ({ system }) => new HttpPlayer(system.urls.public, 'Ada', undefined, undefined, jar),
  );
  const each = <T>(ask: (player: HttpPlayer, i: number) => Promise<T>) => inSequence(players, ask);
  const rows = () => each(async (player) => (await player.today()).game.rows.map(({ word }) => word));
  const guests = () => each(async (player) => (await player.get<Visitor>('/api/me')).json.guest);

  const words = await each(async (player, i) => {
    const { day } = (await player.today()).game;
    const [word = ''] = wrongWords((await games[i]?.answer(day)) ?? '', 1);
    assert.equal((await player.attempt({ day, row: 1, word })).status, 200);
    return [word];
  });
  assert.deepEqual(await rows(), words);

  const [first, second] = players;
  assert.ok(first && second);
  await first.register();
  assert.deepEqual(await guests(), [false, true]);
  await second.register();
  assert.deepEqual(await guests(), [false, false]);
  assert.deepEqual(await rows(), words);

  const asked = await second.request('/logout', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
  });
  await second.submit(asked, { logout: 'yes' });
  assert.deepEqual(await guests(), [false, true]);
  assert.match((await second.get('/login')).text, /name="password"/);
  const back = await first.get('/login');
  assert.equal(new URL(back.url).pathname, '/', 'the provider of the first game shows no form');
  assert.deepEqual((await rows())[0], words[0]);
});

/** Calls a function for each item in sequence, because one cookie jar is shared. */
async function inSequence<Item, T>(
  items: readonly Item[],
  ask: (item: Item, i: number) => Promise<T>,
): Promise<T[]> {
  const answers: T[] = [];
  for (const [i, item] of items.entries()) answers.push(await ask(item, i));
  return answers;
}
