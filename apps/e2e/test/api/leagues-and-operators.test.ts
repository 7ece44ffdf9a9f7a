import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type {
  ChosenDays,
  League,
  LeagueInvitation,
  Leagues,
  LeagueTable,
  OperatorActions,
  ReportedWords,
  RevealedDay,
} from '@motus/contracts';
import { dayAfter } from '@motus/game';
import { until } from '@motus/testing';
import { HttpPlayer, wrongWords } from '@motus/testing/player';
import { newPlayer } from '../../src/support/new-player.ts';
import { operate } from '../../src/support/operator.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();

/** Registers a player, grants the operator's role, and logs in again to receive it. */
async function newOperator(): Promise<HttpPlayer> {
  const operator = await newPlayer(motus);
  await operate(motus, 'grant', operator.name);
  await operator.login();
  return operator;
}

const operatorFlag = async (player: HttpPlayer) =>
  (await player.get<{ operator: boolean }>('/api/me')).json.operator;

test('a league can be created, previewed by invitation, joined, ranked, left and deleted', async () => {
  const [ada, bob] = [await newPlayer(motus), await newPlayer(motus)];
  const id = randomUUID();
  const make = () => ada.send<League>('PUT', `/api/leagues/${id}`, { name: 'Les amis' });
  const made = await make();
  assert.equal(made.status, 200, made.text);
  assert.deepEqual((await make()).json, made.json);
  const { invitation } = made.json;

  const visitor = new HttpPlayer(motus.system.urls.public, 'Personne');
  const preview = await visitor.get<LeagueInvitation>(`/api/leagues/${id}/invitation?token=${invitation}`);
  assert.deepEqual(preview.json, { id, name: 'Les amis', owner: ada.name, members: 1 });
  assert.equal((await bob.get(`/api/leagues/${id}`)).status, 404);

  const joined = await bob.send<League>('PUT', `/api/leagues/${id}/membership`, { invitation });
  assert.deepEqual(
    joined.json.members.map(({ player }) => player.name),
    [ada.name, bob.name],
  );
  const { day } = (await bob.today()).game;
  await bob.attempt({ day, row: 1, word: await motus.answer(day) });
  const { json: table } = await ada.get<LeagueTable>(`/api/leagues/${id}/table/day`);
  assert.deepEqual(
    table.entries.map(({ rank, player, points }) => [rank, player.name, points]),
    [
      [1, bob.name, 100],
      [null, ada.name, 0],
    ],
  );

  assert.equal((await ada.send('DELETE', `/api/leagues/${id}/membership`)).status, 204);
  const { json: left } = await bob.get<League>(`/api/leagues/${id}`);
  const me = (await bob.get<{ player: { id: string } }>('/api/me')).json.player;
  assert.equal(left.owner, me.id);
  assert.equal((await bob.send('DELETE', `/api/leagues/${id}`)).status, 204);
  assert.deepEqual((await bob.get<Leagues>('/api/leagues')).json, { leagues: [] });
  await until(() => motus.logs.some((line) => line.includes(`/api/leagues/${id}/invitation`)));
  assert.doesNotMatch(motus.logs.join('\n'), new RegExp(invitation), 'no log contains an invitation');
});

test('leagues can be changed while any one instance is down', async () => {
  const player = await newPlayer(motus);
  const id = randomUUID();
  for (const [i, name] of ['score1', 'score2', 'motus1', 'motus2'].entries()) {
    motus.system.kill(name);
    const renamed = await player.send<League>('PUT', `/api/leagues/${id}${i === 0 ? '' : '/name'}`, {
      name: `Sans ${name}`,
    });
    assert.deepEqual([renamed.status, renamed.json.name], [200, `Sans ${name}`], renamed.text);
    await motus.system.start(name);
  }
});

test('the operator’s role is granted and revoked by the command, at the next login', async () => {
  const player = await newPlayer(motus);
  assert.equal(await operatorFlag(player), false);
  for (const path of ['actions', 'reports', 'days', 'blocked-words']) {
    const { status, json } = await player.get<{ code: string }>(`/api/operator/${path}`);
    assert.deepEqual([status, json.code], [403, 'not_operator'], path);
  }
  await operate(motus, 'grant', player.name);
  await player.login();
  assert.equal(await operatorFlag(player), true);
  assert.equal((await player.get('/api/operator/actions')).status, 200);
  assert.ok((await operate(motus, 'list')).includes(player.name));
  await operate(motus, 'revoke', player.name);
  await player.login();
  assert.equal(await operatorFlag(player), false);
  assert.equal((await player.get('/api/operator/actions')).status, 403);
});

test('reports are validated, counted, listed once nobody can finish the play of their day, and can be handled', async () => {
  const operator = await newOperator();
  const players = [await newPlayer(motus), await newPlayer(motus)];
  const answer = await motus.answer((await operator.today()).game.day);
  const report = (player: HttpPlayer, word: string, kind = 'should_not_be_valid') =>
    player.send('POST', '/api/reports', { word, kind });
  const codes = [
    await report(operator, 'maisons', 'should_be_valid'),
    await report(operator, 'zzzzzz'),
    await report(operator, 'mot'),
    await report(operator, 'porte-clé'),
  ].map(({ status, json }) => [status, json.code]);
  assert.deepEqual(codes, [
    [409, 'word_is_valid'],
    [409, 'word_is_unknown'],
    [400, 'word_length'],
    [400, 'word_letters'],
  ]);
  for (const player of players) {
    assert.deepEqual((await report(player, ' maïsons')).json, {
      word: 'MAISONS',
      kind: 'should_not_be_valid',
    });
    assert.equal((await report(player, answer)).status, 200);
    assert.equal((await report(player, 'zézézé', 'should_be_valid')).status, 200);
  }
  const list = async (query = '') =>
    (await operator.get<ReportedWords>(`/api/operator/reports${query}`)).json.reports;
  assert.deepEqual(await list(), []);
  const { day } = (await operator.today()).game;
  await motus.setClock(`${dayAfter(dayAfter(day))}T12:00:00Z`);
  await operator.login();
  const reported = await list();
  assert.deepEqual(
    reported.map(({ word, players: count }) => [word, count]),
    [
      ['ZEZEZE', 2],
      [answer, 2],
      ['MAISONS', 2],
    ],
  );
  const handled = '/api/operator/reports/should_be_valid/ZEZEZE';
  assert.equal((await operator.send('PUT', handled, { handled: true })).status, 200);
  assert.deepEqual(
    [(await list()).length, (await list('?handled=true')).map(({ word }) => word)],
    [2, ['ZEZEZE']],
  );
});

test('a word that an operator chose is the answer of that day at both instances; a blocked word never is', async () => {
  await motus.setClock('2026-12-20T12:00:00Z');
  const operator = await newOperator();
  await until(async () => (await operator.today()).game.day === '2026-12-20');
  const choose = (day: string, word: string) =>
    operator.send('PUT', `/api/operator/days/${day}/word`, { word });
  for (const [day, word] of [
    ['2026-12-21', 'guirlande'],
    ['2026-12-22', 'cadeau'],
    ['2026-12-23', 'sapins'],
  ] as const) {
    assert.equal((await choose(day, word)).status, 200, word);
  }
  const refusals = [
    await choose('2026-12-20', 'sapins'),
    await choose('2026-12-24', 'zzzzzz'),
    await choose('2026-12-24', 'chansons'),
    await choose('2026-12-24', 'noël'),
  ];
  assert.deepEqual(
    refusals.map(({ status, json }) => [status, json.code]),
    [
      [409, 'day_begun'],
      [409, 'word_unknown'],
      [409, 'word_for_practice'],
      [400, 'word_length'],
    ],
  );
  // A blocked word is the answer of no day: neither of one for which it was chosen, nor of one that it was picked for.
  const dealt = await motus.answer('2026-12-24');
  for (const word of ['SAPINS', dealt]) {
    const blocked = await operator.send('PUT', '/api/operator/blocked-words', { word, blocked: true });
    assert.equal(blocked.status, 200, blocked.text);
  }
  assert.deepEqual((await choose('2026-12-23', 'sapins')).json.code, 'word_blocked');
  const days = await operator.get<ChosenDays>('/api/operator/days');
  assert.deepEqual(
    days.json.days.map(({ day, chosenBy }) => [day, chosenBy]),
    [
      ['2026-12-21', operator.name],
      ['2026-12-22', operator.name],
      ['2026-12-23', operator.name],
    ],
  );
  assert.deepEqual(days.json.disqualified, ['2026-12-21', '2026-12-22', '2026-12-23']);
  assert.doesNotMatch(days.text, /guirlande|cadeau|sapins/i);

  await assertAnswer('2026-12-21', 'GUIRLANDE', 'motus1');
  await assertAnswer('2026-12-22', 'CADEAU', 'motus2');
  await assertAnswer('2026-12-23', await motus.answer('2026-12-23'), 'motus1');
  await motus.setClock('2026-12-24T12:00:00Z');
  const player = await newPlayer(motus);
  await until(async () => (await player.today()).game.day === '2026-12-24');
  const wrong = await player.attempt({ day: '2026-12-24', row: 1, word: dealt });
  assert.notEqual(wrong.json.state, 'won');
});

/** Asserts that a word wins a day, also after the instance that may have judged it was stopped. */
async function assertAnswer(day: string, word: string, stopped: 'motus1' | 'motus2'): Promise<void> {
  await motus.setClock(`${day}T12:00:00Z`);
  const player = await newPlayer(motus);
  await until(async () => (await player.today()).game.day === day);
  await motus.system.stop(stopped);
  assert.equal((await player.attempt({ day, row: 1, word })).json.state, 'won', day);
  await motus.system.start(stopped);
  assert.equal((await player.today()).game.answer, word);
}

test('a page of another origin can neither reveal a word nor log an operator out', async () => {
  const operator = await newOperator();
  const { game } = await operator.today();
  for (const origin of ['https://evil.example', 'http://localhost:4000', 'null']) {
    for (const path of [`/api/operator/days/${game.day}/reveal`, '/logout']) {
      const answer = await operator.request<{ code: string; requestId: string }>(path, {
        method: 'POST',
        headers: { origin },
      });
      assert.deepEqual([answer.status, answer.json.code], [403, 'foreign_origin'], `${path} from ${origin}`);
      assert.equal(answer.json.requestId, answer.headers.get('x-request-id'));
    }
  }
  assert.equal(await operatorFlag(operator), true);
  const { actions } = (await operator.get<OperatorActions>('/api/operator/actions')).json;
  assert.ok(!actions.some(({ by }) => by.name === operator.name), 'nothing was done');

  // The page itself, and another address of this machine.
  const { port } = new URL(motus.system.urls.public);
  for (const origin of [motus.system.urls.public, `http://127.0.0.1:${port}`]) {
    const response = await fetch(`${origin}/logout`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin },
    });
    assert.equal(response.status, 303, origin);
  }
});

test('an operator who reveals the answer of a day cannot play it, and the reveal is logged', async () => {
  const day = '2027-01-05';
  await motus.setClock(`${day}T08:00:00Z`);
  const operator = await newOperator();
  await until(async () => (await operator.today()).game.day === day);
  const answer = await motus.answer(day);
  const [wrong = ''] = wrongWords(answer, 1);
  await operator.attempt({ day, row: 1, word: wrong });

  const coming = await operator.send<RevealedDay>('POST', '/api/operator/days/2027-01-06/reveal');
  assert.deepEqual(coming.json, { day: '2027-01-06', word: await motus.answer('2027-01-06') });
  const shown = await operator.send<RevealedDay>('POST', `/api/operator/days/${day}/reveal`);
  assert.deepEqual(shown.json, { day, word: answer });
  const refused = await operator.attempt({ day, row: 2, word: answer });
  assert.deepEqual([refused.status, refused.json.code], [409, 'disqualified']);
  assert.deepEqual(refused.json.game?.rows.length, 1);
  assert.equal((await operator.today()).game.answer, undefined);

  const { json, text } = await (await newOperator()).get<OperatorActions>('/api/operator/actions');
  assert.deepEqual(
    json.actions.slice(0, 2).map(({ by, action, subject }) => [by.name, action, subject]),
    [
      [operator.name, 'word_revealed', day],
      [operator.name, 'word_revealed', '2027-01-06'],
    ],
  );
  assert.ok(!text.includes(answer));
  const logged = motus.logs.filter(
    (line) => line.includes('"event":"operator_action"') && line.includes(`"${day}"`),
  );
  assert.equal(logged.length, 1);
  assert.ok(logged[0]?.includes(operator.name) && !logged[0].includes(answer));
});
