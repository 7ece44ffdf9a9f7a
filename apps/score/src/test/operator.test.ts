import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BlockedWords, Blockings, Choice, Choices, OperatorActions } from '@motus/contracts';
import { ANSWER, attempt, type Bench, openBench, winIn } from './fixture.ts';
import { asGame, asOperator, asPlayer } from './requests.ts';

describe('what operators do', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench();
  });
  after(() => bench.close());

  const choose = (day: string, sealedAnswer: string, by = 'ada') =>
    asOperator(bench, by)<Choice>('PUT', `operator/choices/${day}`, { sealedAnswer });
  const choices = async () =>
    (await asOperator(bench, 'ada')<Choices>('GET', 'operator/choices')).json.choices;
  const record = async (day: string, sealedAnswer: string) =>
    (await asGame(bench)<{ sealedAnswer: string }>('PUT', `days/${day}`, { sealedAnswer })).json.sealedAnswer;
  const actions = async () =>
    (await asOperator(bench, 'ada')<OperatorActions>('GET', 'operator/actions')).json.actions;

  test('nobody but an operator gets to any of it', async () => {
    const paths: ['GET' | 'PUT' | 'POST' | 'DELETE', string, object?][] = [
      ['GET', 'operator/actions'],
      ['GET', 'operator/reports'],
      ['PUT', 'operator/reports/should_be_valid/BALLON', { handled: true }],
      ['GET', 'operator/choices'],
      ['PUT', 'operator/choices/2026-12-24', { sealedAnswer: 'x' }],
      ['DELETE', 'operator/choices/2026-12-24'],
      ['POST', 'operator/days/2026-11-21/reveal', {}],
      ['GET', 'operator/blocked-words'],
      ['PUT', 'operator/blocked-words/BALLON'],
      ['DELETE', 'operator/blocked-words/BALLON'],
    ];
    for (const ask of [asPlayer(bench, 'eve'), asGame(bench)]) {
      for (const [method, path, body] of paths) {
        const { status, json } = await ask(method, path, body);
        assert.deepEqual([status, json.code], [403, 'scope_missing'], `${method} ${path}`);
      }
    }
    assert.deepEqual(await choices(), []);
    assert.deepEqual(await actions(), []);
  });

  test('a chosen answer is the one that is recorded; it can be replaced, and given up', async () => {
    bench.setNow('2026-11-21T10:00:00Z');
    await choose('2026-12-24', 'first');
    bench.setNow('2026-11-21T10:00:01Z');
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
      const { status } = await asOperator(bench, 'ada')('DELETE', 'operator/choices/2026-12-01');
      assert.equal(status, again);
    }
    assert.deepEqual(await choices(), [expected]);
    assert.equal(await record('2026-12-24', 'dealt'), 'second');
    assert.equal(await record('2026-12-01', 'dealt'), 'dealt');
  });

  test('a day that has begun keeps its answer: by the clock, and by its record where the clock is late', async () => {
    bench.setNow('2026-11-21T10:00:00Z');
    for (const day of ['2026-11-21', '2026-11-20']) {
      const { status, json } = await choose(day, 'late');
      assert.deepEqual([status, json.code], [409, 'day_begun'], day);
    }
    await choose('2026-11-22', 'chosen');
    // The other instance, whose clock is ahead, has begun the day.
    assert.equal(await record('2026-11-22', 'dealt'), 'chosen');
    const late = await choose('2026-11-22', 'late');
    assert.deepEqual([late.status, late.json.code], [409, 'day_begun']);
    const removed = await asOperator(bench, 'ada')('DELETE', 'operator/choices/2026-11-22');
    assert.deepEqual([removed.status, removed.json.code], [409, 'day_begun']);
    assert.equal(await record('2026-11-22', 'dealt'), 'chosen');
  });

  test('a day of no calendar, or too far ahead, takes no answer', async () => {
    for (const day of ['2027-02-30', '2027-11-23', '2199-01-01']) {
      const { status, json } = await choose(day, 'x');
      assert.deepEqual([status, json.code], [409, 'day_too_far'], day);
    }
    assert.equal((await choose('2027-11-22', 'x')).status, 200);
    await asOperator(bench, 'ada')('DELETE', 'operator/choices/2027-11-22');
  });

  test('choices and records of one day at once agree in the end', async () => {
    bench.setNow('2026-11-21T10:00:00Z');
    for (let i = 0; i < 10; i++) {
      const day = `2027-01-${10 + i}`;
      const [chosen, recorded] = await Promise.all([choose(day, 'chosen'), record(day, 'dealt')]);
      assert.equal(await record(day, 'other'), recorded);
      if (recorded === 'dealt') assert.equal(chosen.json.code, 'day_begun');
    }
  });

  test('blocked words keep the order of their first blocking for the game, and their author for the page', async () => {
    const operator = asOperator(bench, 'ada');
    bench.setNow('2026-11-21T10:00:00Z');
    for (const word of ['ZESTER', 'BALLON', 'ZESTER'])
      await operator('PUT', `operator/blocked-words/${word}`);
    const blockedAt = Date.parse('2026-11-21T10:00:00Z');
    const words = async () => (await operator<BlockedWords>('GET', 'operator/blocked-words')).json.words;
    const blockings = async () => (await asGame(bench)<Blockings>('GET', 'blockings')).json.blockings;
    assert.deepEqual(await words(), [
      { word: 'BALLON', blockedBy: 'Nom de ada', blockedAt },
      { word: 'ZESTER', blockedBy: 'Nom de ada', blockedAt },
    ]);
    for (const again of [204, 204])
      assert.equal((await operator('DELETE', 'operator/blocked-words/ZESTER')).status, again);
    await operator('DELETE', 'operator/blocked-words/CARAFE');
    await operator('PUT', 'operator/blocked-words/DOMINO');
    assert.deepEqual(await blockings(), [
      { word: 'ZESTER', active: false },
      { word: 'BALLON', active: true },
      { word: 'DOMINO', active: true },
    ]);
    await operator('PUT', 'operator/blocked-words/ZESTER');
    assert.deepEqual((await blockings())[0], { word: 'ZESTER', active: true });
    assert.equal((await asPlayer(bench, 'ada')('GET', 'blockings')).status, 403);
  });

  test('a revealed day is one that its operator plays no more, and its sealed answer', async () => {
    bench.setNow('2026-11-21T10:00:00Z');
    const reveal = (day: string) =>
      asOperator(bench, 'rea')<{ sealedAnswer: string | null }>('POST', `operator/days/${day}/reveal`, {});
    assert.equal((await reveal('2026-11-21')).json.sealedAnswer, null);
    await record('2026-11-21', 'dealt');
    assert.equal((await reveal('2026-11-21')).json.sealedAnswer, 'dealt');
    assert.equal((await reveal('2026-11-25')).json.sealedAnswer, null);
    await choose('2026-11-25', 'chosen');
    assert.equal((await reveal('2026-11-25')).json.sealedAnswer, 'chosen');
    assert.equal((await reveal('2026-11-20')).json.code, 'day_over');
    assert.equal((await reveal('2036-11-20')).json.code, 'day_too_far');
  });

  test('who was shown the word plays that day no more: a play in progress stays and is not ranked', async () => {
    bench.setNow('2026-11-21T10:00:00Z');
    const reveal = (by: string) => asOperator(bench, by)('POST', 'operator/days/2026-11-21/reveal', {});
    await bench.append(attempt('lou', 1, 'BALLON'));
    await bench.append(...winIn('mia', 2));
    for (const player of ['lou', 'mia', 'noa']) await reveal(player);

    const tries = await bench.append(
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
    const [again] = await bench.append(attempt('lou', 1, 'BALLON'));
    assert.equal(again?.outcome, 'accepted', 'a row of before may still be repeated');
    const { top } = await bench.leaderboard('day', 'lou');
    assert.deepEqual(
      top.map(({ player }) => player.id),
      ['mia'],
    );
    const [other] = await bench.append(attempt('lou', 1, ANSWER, { day: '2026-11-22' }));
    assert.equal(other?.outcome, 'accepted', 'another day is another play');
  });

  test('every action is on the list with who and when, refused ones with the reason; the last thousand', async () => {
    bench.setNow('2026-11-21T20:00:00Z');
    const at = Date.parse('2026-11-21T20:00:00Z');
    const by = { id: 'kim', name: 'Nom de kim' };
    await choose('2026-12-30', 'sealed', 'kim');
    bench.setNow('2026-11-21T20:00:01Z');
    await choose('2026-11-01', 'sealed', 'kim');
    assert.deepEqual((await actions()).slice(0, 2), [
      { at: at + 1000, by, action: 'word_chosen', subject: '2026-11-01', refused: 'day_begun' },
      { at, by, action: 'word_chosen', subject: '2026-12-30' },
    ]);
    const reveals = Array.from({ length: 1000 }, (_, i) => at + 2000 + i);
    for (const time of reveals) {
      bench.setNow(new Date(time).toISOString());
      await asOperator(bench, 'kim')('DELETE', 'operator/blocked-words/ABSENT');
    }
    const kept = await actions();
    assert.deepEqual(
      kept.map(({ at: time }) => time),
      reveals.toReversed(),
    );
  });

  test('a request that arrives twice is one action', async () => {
    for (const second of [0, 1]) {
      bench.setNow(`2026-11-22T10:00:0${second}Z`);
      await bench.app.inject({
        method: 'PUT',
        url: '/score/operator/blocked-words/TWICES',
        headers: {
          authorization: `Bearer ${await bench.token({ sub: 'kim', scope: 'score:operate' })}`,
          'x-request-id': 'the same',
        },
      });
    }
    const twice = (await actions()).filter(({ subject }) => subject === 'TWICES');
    assert.deepEqual(
      twice.map(({ at }) => at),
      [Date.parse('2026-11-22T10:00:00Z')],
    );
  });
});
