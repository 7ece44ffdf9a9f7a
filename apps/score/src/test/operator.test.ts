import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type BlockedWords,
  type Blockings,
  type Choice,
  type Choices,
  type OperatorActions,
  type PlayAndBefore,
  scoreApi,
} from '@motus/contracts';
import { ANSWER, attempt, type Fixture, openFixture, winIn } from './fixture.ts';
import { asGame, asOperator, asPlayer } from './requests.ts';

describe('operators', () => {
  let fixture: Fixture;
  before(async () => {
    fixture = await openFixture();
  });
  after(() => fixture.close());

  const choose = (day: string, sealedAnswer: string, by = 'ada') =>
    asOperator(fixture, by)<Choice>('PUT', `operator/choices/${day}`, { sealedAnswer });
  const choices = async () =>
    (await asOperator(fixture, 'ada')<Choices>('GET', 'operator/choices')).json.choices;
  const record = async (day: string, sealedAnswer: string) =>
    (await asGame(fixture)<{ sealedAnswer: string }>('PUT', `days/${day}`, { sealedAnswer })).json
      .sealedAnswer;
  const actions = async (reader = 'ada') =>
    (await asOperator(fixture, reader)<OperatorActions>('GET', 'operator/actions')).json.actions;
  const block = (by: string, word: string, blocked = true) =>
    asOperator(fixture, by)('PUT', 'operator/blocked-words', { word, blocked });
  const blockedWords = async (reader: string) =>
    (await asOperator(fixture, reader)<BlockedWords>('GET', 'operator/blocked-words')).json.words;
  const blockings = async (query = '') => (await asGame(fixture)<Blockings>('GET', `blockings${query}`)).json;

  test('refuses every operator route to players and to the game', async () => {
    const paths: ['GET' | 'PUT' | 'POST' | 'DELETE', string, object?][] = [
      ['GET', 'operator/actions'],
      ['GET', 'operator/reports'],
      ['PUT', 'operator/reports/should_be_valid/BALLON', { handled: true }],
      ['GET', 'operator/choices'],
      ['PUT', 'operator/choices/2026-12-24', { sealedAnswer: 'x' }],
      ['DELETE', 'operator/choices/2026-12-24'],
      ['POST', 'operator/days/2026-11-21/reveal', {}],
      ['GET', 'operator/blocked-words'],
      ['PUT', 'operator/blocked-words', { word: 'BALLON', blocked: true }],
    ];
    const endpoints = Object.values(scoreApi).filter(({ path }) => path.startsWith('/operator/'));
    assert.equal(paths.length, endpoints.length);
    for (const ask of [asPlayer(fixture, 'eve'), asGame(fixture)]) {
      for (const [method, path, body] of paths) {
        const { status, json } = await ask(method, path, body);
        assert.deepEqual([status, json.code], [403, 'scope_missing'], `${method} ${path}`);
      }
    }
    assert.deepEqual(await choices(), []);
    assert.deepEqual(await actions(), []);
  });

  test('records the chosen answer of a day, unless the choice was replaced or removed', async () => {
    fixture.setNow('2026-11-21T10:00:00Z');
    await choose('2026-12-24', 'first');
    fixture.setNow('2026-11-21T10:00:01Z');
    const { json } = await choose('2026-12-24', 'second', 'bob');
    const expected = {
      day: '2026-12-24',
      sealedAnswer: 'second',
      chosenBy: 'Nom de bob',
      chosenAt: Date.parse('2026-11-21T10:00:01Z'),
    };
    assert.deepEqual(json, expected);
    await choose('2026-12-01', 'given up');
    assert.deepEqual(
      (await choices()).map(({ day }) => day),
      ['2026-12-01', '2026-12-24'],
    );
    for (const again of [204, 204]) {
      const { status } = await asOperator(fixture, 'ada')('DELETE', 'operator/choices/2026-12-01');
      assert.equal(status, again);
    }
    assert.deepEqual(await choices(), [expected]);
    assert.equal(await record('2026-12-24', 'picked'), 'second');
    assert.equal(await record('2026-12-01', 'picked'), 'picked');
  });

  test('refuses a choice for a day that has begun, by the clock or by its record', async () => {
    fixture.setNow('2026-11-21T10:00:00Z');
    for (const day of ['2026-11-21', '2026-11-20']) {
      const { status, json } = await choose(day, 'late');
      assert.deepEqual([status, json.code], [409, 'day_begun'], day);
    }
    await choose('2026-11-22', 'chosen');
    // The other instance, whose clock is ahead, has recorded the day.
    assert.equal(await record('2026-11-22', 'picked'), 'chosen');
    const late = await choose('2026-11-22', 'late');
    assert.deepEqual([late.status, late.json.code], [409, 'day_begun']);
    const removed = await asOperator(fixture, 'ada')('DELETE', 'operator/choices/2026-11-22');
    assert.deepEqual([removed.status, removed.json.code], [409, 'day_begun']);
    assert.equal(await record('2026-11-22', 'picked'), 'chosen');
  });

  test('refuses a choice for a day that does not exist or is too far ahead', async () => {
    for (const day of ['2027-02-30', '2027-11-23', '2199-01-01']) {
      const { status, json } = await choose(day, 'x');
      assert.deepEqual([status, json.code], [409, 'day_too_far'], day);
    }
    assert.equal((await choose('2027-11-22', 'x')).status, 200);
    await asOperator(fixture, 'ada')('DELETE', 'operator/choices/2027-11-22');
  });

  test('simultaneous choice and record of a day agree on the answer', async () => {
    fixture.setNow('2026-11-21T10:00:00Z');
    for (let i = 0; i < 10; i++) {
      const day = `2027-01-${10 + i}`;
      const [chosen, recorded] = await Promise.all([choose(day, 'chosen'), record(day, 'picked')]);
      assert.equal(await record(day, 'other'), recorded);
      assert.deepEqual(
        [chosen.status, chosen.json.code],
        recorded === 'picked' ? [409, 'day_begun'] : [200, undefined],
      );
    }
  });

  test('lists blocked words in the order of their first blocking for the game, and with their operator for the page', async () => {
    fixture.setNow('2026-11-21T10:00:00Z');
    for (const word of ['ZESTER', 'BALLON', 'ZESTER']) await block('ada', word);
    const blockedAt = Date.parse('2026-11-21T10:00:00Z');
    assert.deepEqual(await blockedWords('ada'), [
      { word: 'BALLON', blockedBy: 'Nom de ada', blockedAt },
      { word: 'ZESTER', blockedBy: 'Nom de ada', blockedAt },
    ]);
    for (const again of [200, 200]) assert.equal((await block('ada', 'ZESTER', false)).status, again);
    await block('ada', 'CARAFE', false);
    await block('ada', 'DOMINO');
    assert.deepEqual((await blockings()).blockings, [
      { word: 'ZESTER', active: false },
      { word: 'BALLON', active: true },
      { word: 'DOMINO', active: true },
    ]);
    await block('ada', 'ZESTER');
    assert.deepEqual((await blockings()).blockings[0], { word: 'ZESTER', active: true });
    assert.equal((await asPlayer(fixture, 'ada')('GET', 'blockings')).status, 403);
  });

  test('shows a word that was blocked only to its operator until no play of that day can go on', async () => {
    fixture.setNow('2026-11-21T10:00:00Z');
    await block('ann', 'GARAGE');
    const shown = async (reader: string) => [
      (await blockedWords(reader)).some(({ word }) => word === 'GARAGE'),
      (await actions(reader)).some(({ subject }) => subject === 'GARAGE'),
    ];
    fixture.setNow('2026-11-22T22:59:59Z');
    assert.deepEqual(
      [await shown('ann'), await shown('ben')],
      [
        [true, true],
        [false, false],
      ],
    );
    const [latest] = await actions('ben');
    assert.deepEqual([latest?.action, latest?.by.id, latest?.subject], ['word_blocked', 'ann', undefined]);
    // Midnight in Paris.
    fixture.setNow('2026-11-22T23:00:00Z');
    assert.deepEqual(await shown('ben'), [true, true]);
  });

  test('answers an operator who blocks what another one has just blocked as if it were the first', async () => {
    fixture.setNow('2026-11-23T10:00:00Z');
    await block('ann', 'PEDALE');
    fixture.setNow('2026-11-23T11:00:00Z');
    const answers = [await block('ben', 'PEDALE'), await block('ben', 'PELOTE')];
    assert.deepEqual(
      answers.map(({ status, json }) => [status, json]),
      ['PEDALE', 'PELOTE'].map((word) => [200, { word, blocked: true }]),
    );
    const blockedAt = Date.parse('2026-11-23T11:00:00Z');
    const own = (await blockedWords('ben')).filter(({ word }) => word.startsWith('PE'));
    assert.deepEqual(
      own,
      ['PEDALE', 'PELOTE'].map((word) => ({ word, blockedBy: 'Nom de ben', blockedAt })),
    );
  });

  test('records the picked answer in place of a choice that the game calls void, unless there is a newer choice', async () => {
    fixture.setNow('2026-11-21T10:00:00Z');
    const recordDay = async (day: string, voidChoice: string) =>
      (
        await asGame(fixture)<{ sealedAnswer: string }>('PUT', `days/${day}`, {
          sealedAnswer: 'picked',
          voidChoice,
        })
      ).json.sealedAnswer;
    for (const day of ['2026-12-10', '2026-12-11']) await choose(day, 'blocked');
    assert.equal((await blockings('?day=2026-12-10')).choice, 'blocked');
    assert.deepEqual(Object.keys(await blockings('?day=2026-12-09')), ['blockings']);
    assert.equal(await recordDay('2026-12-10', 'blocked'), 'picked');
    await choose('2026-12-11', 'newer');
    assert.equal(await recordDay('2026-12-11', 'blocked'), 'newer');
  });

  test('reveals the sealed answer of today and coming days, and refuses other days', async () => {
    fixture.setNow('2026-11-21T10:00:00Z');
    const reveal = (day: string) =>
      asOperator(fixture, 'rea')<{ sealedAnswer: string | null }>('POST', `operator/days/${day}/reveal`, {});
    assert.equal((await reveal('2026-11-21')).json.sealedAnswer, null);
    await record('2026-11-21', 'picked');
    assert.equal((await reveal('2026-11-21')).json.sealedAnswer, 'picked');
    assert.equal((await reveal('2026-11-25')).json.sealedAnswer, null);
    await choose('2026-11-25', 'chosen');
    assert.equal((await reveal('2026-11-25')).json.sealedAnswer, 'chosen');
    assert.equal((await reveal('2026-11-20')).json.code, 'day_over');
    assert.equal((await reveal('2036-11-20')).json.code, 'day_too_far');
  });

  test('disqualifies an operator on a revealed day: an unfinished play stays and is not ranked', async () => {
    fixture.setNow('2026-11-21T10:00:00Z');
    const reveal = (by: string) => asOperator(fixture, by)('POST', 'operator/days/2026-11-21/reveal', {});
    await fixture.append(attempt('lou', 1, 'BALLON'));
    await fixture.append(...winIn('mia', 2));
    for (const player of ['lou', 'mia', 'noa']) await reveal(player);

    const tries = await fixture.append(
      attempt('lou', 2, ANSWER),
      attempt('noa', 1, ANSWER),
      attempt('mia', 3, ANSWER),
    );
    assert.deepEqual(
      tries.map(({ outcome, play }) => [outcome, play.rows.length, play.state]),
      [
        ['disqualified', 1, 'playing'],
        ['disqualified', 0, 'playing'],
        ['play_finished', 2, 'won'],
      ],
    );
    const [again] = await fixture.append(attempt('lou', 1, 'BALLON'));
    assert.equal(again?.outcome, 'accepted', 'a row of before may still be repeated');
    const { top } = await fixture.leaderboard('day', 'lou');
    assert.deepEqual(
      top.map(({ player }) => player.id),
      ['mia'],
    );
    const [other] = await fixture.append(attempt('lou', 1, ANSWER, { day: '2026-11-22' }));
    assert.equal(other?.outcome, 'accepted', 'another day is another play');
  });

  test('disqualifies whoever chooses the word of a day, for good, and nobody else', async () => {
    fixture.setNow('2026-11-21T10:00:00Z');
    const day = '2026-11-27';
    await choose(day, 'first', 'una');
    await choose(day, 'second', 'dos');
    await asOperator(fixture, 'tre')('DELETE', `operator/choices/${day}`);
    for (const refused of ['2026-11-20', '2036-11-20']) await choose(refused, 'x', 'tre');
    const tries = await fixture.append(
      ...['una', 'dos', 'tre'].map((player) => attempt(player, 1, ANSWER, { day })),
    );
    assert.deepEqual(
      tries.map(({ outcome }) => outcome),
      ['disqualified', 'disqualified', 'accepted'],
    );
    const disqualified = async (player: string) =>
      (await asOperator(fixture, player)<Choices>('GET', 'operator/choices')).json.disqualified;
    assert.deepEqual([await disqualified('una'), await disqualified('tre')], [[day], []]);
    fixture.setNow('2026-11-28T10:00:00Z');
    assert.deepEqual(await disqualified('una'), [], 'days that are over are not listed');
  });

  test('disqualifies before it stores the choice, so also where that is refused at the last moment', async () => {
    fixture.setNow('2026-11-21T10:00:00Z');
    // The other instance, whose clock is ahead, has recorded the day.
    await record('2026-11-29', 'picked');
    assert.equal((await choose('2026-11-29', 'late', 'eva')).json.code, 'day_begun');
    const [tried] = await fixture.append(attempt('eva', 1, ANSWER, { day: '2026-11-29' }));
    assert.equal(tried?.outcome, 'disqualified');
  });

  test('marks a play that cannot go on as disqualified, of both days that are read, and no finished one', async () => {
    fixture.setNow('2026-11-21T10:00:00Z');
    await choose('2026-12-02', 'chosen', 'ina');
    const read = async (day: string, player = 'ina') =>
      (await fixture.get(`/plays/${day}/and-before`, player)).json as PlayAndBefore;
    const flags = ({ play, before }: PlayAndBefore) => [play.disqualified, before.disqualified];
    assert.deepEqual(flags(await read('2026-12-02')), [true, undefined]);
    assert.deepEqual(flags(await read('2026-12-03')), [undefined, true]);
    assert.deepEqual(flags(await read('2026-12-02', 'ivo')), [undefined, undefined]);
    await fixture.append(...winIn('uma', 1));
    await asOperator(fixture, 'uma')('POST', 'operator/days/2026-11-21/reveal', {});
    assert.deepEqual(flags(await read('2026-11-21', 'uma')), [undefined, undefined]);
  });

  test('lists the last thousand actions with who and when, and refused ones with the reason', async () => {
    fixture.setNow('2026-11-21T20:00:00Z');
    const at = Date.parse('2026-11-21T20:00:00Z');
    const by = { id: 'kim', name: 'Nom de kim' };
    await choose('2026-12-30', 'sealed', 'kim');
    fixture.setNow('2026-11-21T20:00:01Z');
    await choose('2026-11-01', 'sealed', 'kim');
    assert.deepEqual((await actions()).slice(0, 2), [
      { at: at + 1000, by, action: 'word_chosen', subject: '2026-11-01', refused: 'day_begun' },
      { at, by, action: 'word_chosen', subject: '2026-12-30' },
    ]);
    const reveals = Array.from({ length: 1000 }, (_, i) => at + 2000 + i);
    for (const time of reveals) {
      fixture.setNow(new Date(time).toISOString());
      await block('kim', 'ABSENT', false);
    }
    const kept = await actions();
    assert.deepEqual(
      kept.map(({ at: time }) => time),
      reveals.toReversed(),
    );
  });

  test('lists a request that arrives twice as one action', async () => {
    for (const second of [0, 1]) {
      fixture.setNow(`2026-11-22T10:00:0${second}Z`);
      await fixture.app.inject({
        method: 'PUT',
        url: '/score/operator/blocked-words',
        payload: { word: 'TWICES', blocked: true },
        headers: {
          authorization: `Bearer ${await fixture.token({ sub: 'kim', scope: 'score:operate' })}`,
          'x-request-id': 'the-same',
        },
      });
    }
    const twice = (await actions('kim')).filter(({ subject }) => subject === 'TWICES');
    assert.deepEqual(
      twice.map(({ at }) => at),
      [Date.parse('2026-11-22T10:00:00Z')],
    );
  });
});
