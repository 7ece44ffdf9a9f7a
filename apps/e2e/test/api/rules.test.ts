import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Leaderboard, PlayHistory, Statistics, Visitor } from '@motus/contracts';
import { loadLexicon } from '@motus/lexicon';
import { HttpPlayer, wrongWords } from '@motus/testing/player';
import { newPlayer } from '../../src/support/new-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();

test('before the first row a player gets the length and the first letter, but not the answer', async () => {
  const player = await newPlayer(motus);
  const { game, nextWordAt, now } = await player.today();
  const answer = await motus.answer(game.day);
  assert.deepEqual(game, {
    day: game.day,
    state: 'playing',
    rows: [],
    late: false,
    points: 0,
    length: answer.length,
    firstLetter: answer[0],
  });
  assert.ok(nextWordAt > now && nextWordAt - now <= 25 * 3600_000);
});

test('an invalid word is refused with a code and a message, and uses no row', async () => {
  const player = await newPlayer(motus);
  const { game } = await player.today();
  const { day, length, firstLetter } = game;
  const other = firstLetter === 'A' ? 'B' : 'A';
  const cases = [
    ['', 'word_length'],
    [firstLetter.repeat(length + 1), 'word_length'],
    [`${firstLetter}-${firstLetter.repeat(length - 2)}`, 'word_letters'],
    [`${firstLetter}${'Ω'.repeat(length - 1)}`, 'word_letters'],
    [other.repeat(length), 'word_first_letter'],
    [firstLetter.repeat(length), 'word_unknown'],
  ] as const;
  for (const [word, code] of cases) {
    const refused = await player.attempt({ day, row: 1, word });
    assert.equal(refused.status, 400, word);
    assert.equal(refused.json.code, code, word);
    assert.ok(
      refused.json.message.length > 10 && refused.json.requestId === refused.headers.get('x-request-id'),
    );
  }
  assert.deepEqual((await player.today()).game.rows, []);
});

test('lower case and accents are accepted', async () => {
  const player = await newPlayer(motus);
  const { game } = await player.today();
  const answer = await motus.answer(game.day);
  const typed = ` ${answer.toLowerCase().replace('e', 'é').replace('c', 'ç')} `;
  const { status, json } = await player.attempt({ day: game.day, row: 1, word: typed });
  assert.equal(status, 200);
  assert.equal(json.state, 'won');
});

test('a repeated attempt is stored once; another word for the same row gets 409 with the stored play', async () => {
  const player = await newPlayer(motus);
  const { day } = (await player.today()).game;
  const [first = '', second = ''] = wrongWords(await motus.answer(day), 2);
  const once = await player.attempt({ day, row: 1, word: first });
  const again = await player.attempt({ day, row: 1, word: first });
  assert.equal(again.status, 200);
  assert.deepEqual(again.json, once.json);

  const conflict = await player.attempt({ day, row: 1, word: second });
  assert.deepEqual([conflict.status, conflict.json.code], [409, 'row_conflict']);
  assert.deepEqual(conflict.json.game?.rows, once.json.rows);
  const ahead = await player.attempt({ day, row: 3, word: second });
  assert.deepEqual([ahead.status, ahead.json.code], [409, 'row_conflict']);
});

test('an attempt sent 20 times concurrently is stored as one row', async () => {
  const player = await newPlayer(motus);
  const { day } = (await player.today()).game;
  const [word = ''] = wrongWords(await motus.answer(day), 1);
  const answers = await Promise.all(Array.from({ length: 20 }, () => player.attempt({ day, row: 1, word })));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  assert.equal((await player.today()).game.rows.length, 1);
});

test('a win in three rows ends the play and counts in points, statistics, history and leaderboards', async () => {
  const player = await newPlayer(motus);
  const { day } = (await player.today()).game;
  const answer = await motus.answer(day);
  const words = [...wrongWords(answer, 2), answer];
  for (const [i, word] of words.entries()) {
    const { status, json } = await player.attempt({ day, row: i + 1, word });
    assert.equal(status, 200);
    assert.equal(json.answer, word === answer ? answer : undefined);
    assert.equal(json.state, word === answer ? 'won' : 'playing');
  }
  const over = await player.attempt({ day, row: 4, word: words[0] ?? '' });
  assert.deepEqual([over.status, over.json.code], [409, 'play_finished']);
  assert.equal(over.json.game?.answer, answer);
  assert.equal(over.json.game?.points, 70);

  const { json: statistics } = await player.get<Statistics>('/api/statistics');
  assert.deepEqual(statistics, {
    played: 1,
    won: 1,
    currentStreak: 1,
    longestStreak: 1,
    distribution: [0, 0, 1, 0, 0, 0],
    meanAttempts: 3,
    points: 70,
  });
  const { json: history } = await player.get<PlayHistory>('/api/plays');
  assert.deepEqual(
    history.plays.map(({ day, state, attempts }) => ({ day, state, attempts })),
    [{ day, state: 'won', attempts: 3 }],
  );
  for (const period of ['day', 'week', 'month', 'all']) {
    const { json: board } = await player.get<Leaderboard>(`/api/leaderboards/${period}`);
    const own = board.around.find(({ player: entry }) => entry.name === player.name);
    assert.equal(own?.points, 70, period);
  }
});

test('a play is lost after six rows, and only then shows the answer, its spellings and its definition', async () => {
  const player = await newPlayer(motus);
  const { day } = (await player.today()).game;
  const answer = await motus.answer(day);
  const spellings = loadLexicon().spellings(answer);
  for (const [i, word] of wrongWords(answer, 6).entries()) {
    const { json } = await player.attempt({ day, row: i + 1, word });
    assert.equal(json.state, i === 5 ? 'lost' : 'playing');
    assert.equal(json.answer, i === 5 ? answer : undefined);
    assert.deepEqual(json.spellings, i === 5 ? spellings : undefined);
    assert.equal(
      json.definitionUrl,
      i === 5 ? `https://fr.wiktionary.org/wiki/${encodeURIComponent(spellings[0] ?? '')}` : undefined,
    );
  }
  assert.equal((await player.get<Statistics>('/api/statistics')).json.currentStreak, 0);
});

test('requests without a session or guest cookie get 401', async () => {
  const unknown = new HttpPlayer(motus.system.urls.public, 'Personne');
  const refusals = [
    ['plays', 'not_logged_in'],
    ['statistics', 'not_logged_in'],
    ['leaderboards/day', 'not_logged_in'],
    ['leagues', 'login_required'],
    ['operator/actions', 'login_required'],
  ];
  for (const [path, code] of refusals) {
    const { status, json } = await unknown.get<{ code: string }>(`/api/${path}`);
    assert.deepEqual([status, json.code], [401, code], path);
  }
  const refused = await unknown.attempt({ day: '2026-11-21', row: 1, word: 'BALLON' });
  assert.deepEqual([refused.status, refused.json.code], [401, 'not_logged_in']);
});

test('logging out ends the session of the game and of the provider; logging in again finds the play', async () => {
  const player = await newPlayer(motus);
  const { day } = (await player.today()).game;
  const [word = ''] = wrongWords(await motus.answer(day), 1);
  await player.attempt({ day, row: 1, word });

  const confirm = await player.request('/logout', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  assert.deepEqual((await player.get<Visitor>('/api/me')).json, { guest: true, operator: false });
  assert.deepEqual((await player.today()).game.rows, []);
  if (confirm.text.includes('<form')) await player.submit(confirm, { logout: 'yes' });
  const login = await player.get('/login');
  assert.match(login.text, /<form/, 'the provider asks for the password again');

  await player.login();
  assert.equal((await player.today()).game.rows.length, 1);
});

test('the OpenAPI document lists every route', async () => {
  const player = new HttpPlayer(motus.system.urls.public, 'Lecteur');
  const { status, json } = await player.get<{ openapi: string; paths: object }>('/api/docs/json');
  assert.equal(status, 200);
  assert.match(json.openapi, /^3\./);
  assert.deepEqual(Object.keys(json.paths).sort(), [
    '/api/archive',
    '/api/archive/{day}',
    '/api/attempts',
    '/api/leaderboards/{period}',
    '/api/leagues',
    '/api/leagues/{id}',
    '/api/leagues/{id}/invitation',
    '/api/leagues/{id}/members/{member}',
    '/api/leagues/{id}/membership',
    '/api/leagues/{id}/name',
    '/api/leagues/{id}/table/{period}',
    '/api/me',
    '/api/operator/actions',
    '/api/operator/blocked-words',
    '/api/operator/days',
    '/api/operator/days/{day}/reveal',
    '/api/operator/days/{day}/word',
    '/api/operator/reports',
    '/api/operator/reports/{kind}/{word}',
    '/api/plays',
    '/api/reports',
    '/api/statistics',
    '/api/today',
  ]);
  assert.equal((await player.get('/api/docs')).status, 200);
});
