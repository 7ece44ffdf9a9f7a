import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publicApi } from '@motus/contracts';
import { until } from '@motus/testing';
import type { Answer, HttpPlayer } from '@motus/testing/player';
import { wrongWords } from '@motus/testing/player';
import { newPlayer } from '../../src/support/new-player.ts';
import { operate } from '../../src/support/operator.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();

const TODAY = '2026-12-08';
const COMING = '2026-12-11';
const KIND = 'should_not_be_valid';

type OperatorRoute = {
  [Name in keyof typeof publicApi]: (typeof publicApi)[Name]['path'] extends `/operator/${string}`
    ? Name
    : never;
}[keyof typeof publicApi];

interface Judgement {
  /** What an operator who has not played learns: nothing, or the word of the coming day that is asked for. */
  readonly tells: 'nothing' | 'the word of a day';
  ask(operator: HttpPlayer, word: string, coming: string): Promise<Answer>;
}

/** Each route of operators, in the order in which they are asked. A new one must be judged, or this does not compile. */
const ROUTES: Record<OperatorRoute, Judgement> = {
  listActions: { tells: 'nothing', ask: (operator) => operator.get('/api/operator/actions') },
  listReports: { tells: 'nothing', ask: (operator) => operator.get('/api/operator/reports') },
  handleReport: {
    tells: 'nothing',
    ask: (operator, word) => operator.send('PUT', `/api/operator/reports/${KIND}/${word}`, { handled: true }),
  },
  listBlockedWords: { tells: 'nothing', ask: (operator) => operator.get('/api/operator/blocked-words') },
  chooseWord: {
    tells: 'the word of a day',
    ask: (operator, word, coming) => operator.send('PUT', `/api/operator/days/${coming}/word`, { word }),
  },
  revealWord: {
    tells: 'the word of a day',
    ask: (operator, _, coming) => operator.send('POST', `/api/operator/days/${coming}/reveal`),
  },
  listChosenDays: { tells: 'nothing', ask: (operator) => operator.get('/api/operator/days') },
  blockWord: {
    tells: 'nothing',
    ask: (operator, word) => operator.send('PUT', '/api/operator/blocked-words', { word, blocked: true }),
  },
  removeChosenWord: {
    tells: 'nothing',
    ask: (operator, _, coming) => operator.send('DELETE', `/api/operator/days/${coming}/word`),
  },
};

/** What an operator may try besides, with a word of which it is not known whether it is the answer. */
const PROBES: Judgement['ask'][] = [
  (operator, word) => operator.send('POST', '/api/reports', { word, kind: KIND }),
  (operator) => operator.get('/api/operator/reports?handled=true'),
  (operator, word) => operator.send('PUT', `/api/operator/reports/${KIND}/${word}`, { handled: false }),
  (operator, word) => operator.send('PUT', `/api/operator/days/${TODAY}/word`, { word }),
  (operator) => operator.send('DELETE', `/api/operator/days/${TODAY}/word`),
  (operator, word) => operator.send('PUT', '/api/operator/blocked-words', { word, blocked: false }),
];

test('every route of operators is judged', () => {
  const declared = Object.entries(publicApi).flatMap(([name, { path }]) =>
    path.startsWith('/operator/') ? [name] : [],
  );
  assert.deepEqual(Object.keys(ROUTES).toSorted(), declared.toSorted());
  const telling = Object.entries(ROUTES).flatMap(([name, { tells }]) => (tells === 'nothing' ? [] : [name]));
  assert.deepEqual(telling, ['chooseWord', 'revealWord'], 'each has its test of the disqualification');
});

test('no route of operators tells one who has not played that a word is the answer, whoever has reported or blocked it', async () => {
  await motus.setClock(`${TODAY}T12:00:00Z`);
  const answer = await motus.answer(TODAY);
  const [control = ''] = wrongWords(answer, 1);
  const curious = [await newOperator(), await newOperator()];
  await until(async () => (await curious[0]?.today())?.game.day === TODAY);
  await finishAndComplain(await newOperator(), answer);

  for (const operator of curious) {
    for (const { ask } of [ROUTES.listActions, ROUTES.listReports, ROUTES.listBlockedWords]) {
      const { status, text } = await ask(operator, answer, COMING);
      assert.deepEqual([status, text.includes(answer)], [200, false]);
    }
  }
  const lines = () => motus.logs.join('\n');
  await until(() => lines().includes('"action":"word_blocked"'));
  // Without the lines in the message of the failure.
  assert.ok(!new RegExp(`\\b${answer}\\b`).test(lines()), 'a line has the answer');

  const seen = [];
  for (const [i, word] of [control, answer].entries()) {
    seen.push(await everythingSeen(curious[i] ?? assert.fail(), word));
  }
  assert.deepEqual(seen[1], seen[0]);
  for (const operator of curious) {
    assert.equal((await operator.attempt({ day: TODAY, row: 1, word: control })).status, 200);
  }
});

// Each on days of its own, because the clock runs forwards only and a day that has begun takes no choice.
for (const [i, name] of (['chooseWord', 'revealWord'] as const).entries()) {
  const [day, coming] = [`2026-12-${12 + 2 * i}`, `2026-12-${13 + 2 * i}`];
  test(`${name} disqualifies the operator for that day, at every instance and for good`, async () => {
    await motus.setClock(`${day}T12:00:00Z`);
    const [operator, other] = [await newOperator(), await newOperator()];
    await until(async () => (await operator.today()).game.day === day);
    assert.equal((await ROUTES[name].ask(operator, 'GUIRLANDE', coming)).status, 200);
    // Replaced by somebody else, and removed: it stays.
    assert.equal((await ROUTES.chooseWord.ask(other, 'CADEAU', coming)).status, 200);
    assert.equal((await ROUTES.removeChosenWord.ask(operator, '', coming)).status, 204);

    await motus.setClock(`${coming}T12:00:00Z`);
    await operator.login();
    await until(async () => (await operator.today()).game.day === coming);
    const [word = ''] = wrongWords(await motus.answer(coming), 1);
    for (const instance of ['motus1', 'motus2', 'score1', 'score2']) {
      motus.system.kill(instance);
      const { status, json } = await operator.attempt({ day: coming, row: 1, word });
      assert.deepEqual([status, json.code, json.game?.rows], [409, 'disqualified', []], instance);
      await motus.system.start(instance);
    }
    const { game } = await operator.today();
    assert.deepEqual([game.disqualified, game.answer], [true, undefined]);
    assert.equal((await (await newOperator()).attempt({ day: coming, row: 1, word })).status, 200);
  });
}

async function newOperator(): Promise<HttpPlayer> {
  const operator = await newPlayer(motus);
  await operate(motus, 'grant', operator.name);
  await operator.login();
  return operator;
}

/** Does what tells the answer most: an operator wins, reports the word as unsuitable, and blocks it. */
async function finishAndComplain(operator: HttpPlayer, answer: string): Promise<void> {
  assert.equal((await operator.attempt({ day: TODAY, row: 1, word: answer })).json.state, 'won');
  const reported = await operator.send('POST', '/api/reports', { word: answer, kind: KIND });
  const blocked = await operator.send('PUT', '/api/operator/blocked-words', { word: answer, blocked: true });
  assert.deepEqual([reported.status, blocked.status], [200, 200]);
}

/** The answers to all routes and probes with a word, without what differs from one operator and moment to the next. */
async function everythingSeen(operator: HttpPlayer, word: string): Promise<string[]> {
  const seen = [];
  // The second operator sees the actions of the first one, so that the log was checked before.
  const { listActions: _, ...routes } = ROUTES;
  for (const ask of [...Object.values(routes).map((route) => route.ask), ...PROBES]) {
    const { status, text } = await ask(operator, word, COMING);
    const neutral = text
      .replaceAll(word, 'WORD')
      .replaceAll(operator.name, 'OPERATOR')
      .replace(/"(?:chosenAt|blockedAt|reportedAt)":\d+/g, '"at"')
      .replace(/"requestId":"[^"]*"/g, '"requestId"');
    seen.push(`${ask} ${status} ${neutral}`);
  }
  return seen;
}
