import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Play, Statistics } from '@motus/contracts';
import { pattern } from '@motus/game';
import { ANSWER, attempt, type Fixture, openFixture, startFixture, WRONG, winIn } from './fixture.ts';

describe('the ledger', () => {
  let fixture: Fixture;
  before(async () => {
    fixture = await openFixture();
  });
  after(() => fixture.close());

  test('appends rows in order and returns the current play', async () => {
    const [first] = await fixture.append(attempt('ada', 1, 'BALLON'));
    assert.equal(first?.outcome, 'accepted');
    assert.equal(first?.repeated, false);
    const [second] = await fixture.append(attempt('ada', 2, 'BATEAU'));
    assert.deepEqual(
      second?.play.rows.map(({ word }) => word),
      ['BALLON', 'BATEAU'],
    );
    assert.deepEqual(second?.play.rows[0]?.pattern, pattern('BALLON', ANSWER));
    assert.equal(second?.play.state, 'playing');
    assert.equal(second?.play.points, 0);
  });

  test('the same attempt again changes nothing', async () => {
    const [once] = await fixture.append(attempt('bob', 1, 'BALLON'));
    fixture.setNow('2026-11-21T10:00:05Z');
    const [again] = await fixture.append(attempt('bob', 1, 'BALLON'));
    assert.equal(again?.outcome, 'accepted');
    assert.equal(again?.repeated, true);
    assert.deepEqual(again?.play, once?.play);
  });

  test('answers row_conflict with the current rows to another word for a row and to a row out of order', async () => {
    await fixture.append(attempt('cyd', 1, 'BALLON'));
    for (const wrong of [attempt('cyd', 1, 'BATEAU'), attempt('cyd', 3, 'BATEAU')]) {
      const [result] = await fixture.append(wrong);
      assert.equal(result?.outcome, 'row_conflict');
      assert.deepEqual(
        result?.play.rows.map(({ word }) => word),
        ['BALLON'],
      );
    }
  });

  test('keeps exactly one of several words sent for one row at once', async () => {
    const results = (await Promise.all(WRONG.map((word) => fixture.append(attempt('dan', 1, word))))).flat();
    assert.equal(results.filter(({ outcome }) => outcome === 'accepted').length, 1);
    const { json } = await fixture.get('/plays/2026-11-21', 'dan');
    assert.equal((json as Play).rows.length, 1);
  });

  test('finishes a play with a win: refuses further rows, accepts the winning one again', async () => {
    const results = await fixture.append(...winIn('eve', 3));
    assert.equal(results.at(-1)?.play.state, 'won');
    assert.equal(results.at(-1)?.play.points, 70);
    const [further] = await fixture.append(attempt('eve', 4, 'BALLON'));
    assert.equal(further?.outcome, 'play_finished');
    assert.equal(further?.play.state, 'won');
    const [again] = await fixture.append(attempt('eve', 3, ANSWER));
    assert.equal(again?.outcome, 'accepted');
    assert.equal(again?.repeated, true);
  });

  test('finishes a play as lost after six wrong rows, and refuses another sixth row', async () => {
    const results = await fixture.append(...WRONG.map((word, i) => attempt('fay', i + 1, word)));
    assert.equal(results.at(-1)?.play.state, 'lost');
    assert.equal(results.at(-1)?.play.points, 0);
    const [other] = await fixture.append(attempt('fay', 6, ANSWER));
    assert.equal(other?.outcome, 'play_finished');
  });

  test('counts a play that is sent three times at once as one in the statistics', async () => {
    await Promise.all([1, 2, 3].map(() => fixture.append(...winIn('gus', 2))));
    const { json } = await fixture.get('/statistics', 'gus');
    const { played, won, distribution } = json as Statistics;
    assert.deepEqual({ played, won, distribution }, { played: 1, won: 1, distribution: [0, 1, 0, 0, 0, 0] });
  });

  test('accepts a late row only of a play that began in time, and marks the play late', async () => {
    const day = '2026-11-20';
    await fixture.append(attempt('hal', 1, 'BALLON', { day }));
    const [finished] = await fixture.append(attempt('hal', 2, ANSWER, { day, late: true }));
    assert.equal(finished?.play.state, 'won');
    assert.equal(finished?.play.late, true);
    assert.deepEqual((await fixture.get('/plays', 'hal')).json, {
      plays: [
        { day, state: 'won', attempts: 2, points: 85, late: true, finishedAt: finished?.play.rows[1]?.at },
      ],
    });
    const [refused] = await fixture.append(attempt('ida', 1, 'BALLON', { day, late: true }));
    assert.equal(refused?.outcome, 'play_not_started');
    assert.deepEqual(refused?.play.rows, []);
  });

  test('returns a play with that of the day before, whether they have begun or not', async () => {
    const [before] = await fixture.append(attempt('lou', 1, 'BALLON', { day: '2026-10-31' }));
    const [, play] = await fixture.append(...winIn('lou', 2, { day: '2026-11-01' }));
    const read = async (day: string) => (await fixture.get(`/plays/${day}/and-before`, 'lou')).json;
    assert.deepEqual(await read('2026-11-01'), { play: play?.play, before: before?.play });
    const none = { state: 'playing', rows: [], late: false, points: 0 };
    assert.deepEqual(await read('2026-11-02'), { play: { day: '2026-11-02', ...none }, before: play?.play });
    assert.deepEqual(await read('2026-10-31'), {
      play: before?.play,
      before: { day: '2026-10-30', ...none },
    });
  });

  test('an attempt that is refused does not fail the others of its batch', async () => {
    const results = await fixture.append(attempt('jim', 2, 'BALLON'), attempt('kay', 1, 'BALLON'));
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['row_conflict', 'accepted'],
    );
  });
});

test('records the answer of a day once, and returns it to later requests', async (t) => {
  const fixture = await startFixture(t);
  const record = async (sealedAnswer: string) => {
    const response = await fixture.app.inject({
      method: 'PUT',
      url: '/score/days/2026-11-21',
      headers: { authorization: `Bearer ${await fixture.gameToken()}` },
      payload: { sealedAnswer },
    });
    return response.json().sealedAnswer;
  };
  const answers = await Promise.all(['one', 'two', 'three'].map(record));
  assert.equal(new Set(answers).size, 1);
  assert.equal(await record('four'), answers[0]);
});

test('completes an append during which its store crashed, and has what was accepted before', async (t) => {
  const fixture = await startFixture(t, { durability: 'always' });
  await fixture.append(attempt('lea', 1, 'BALLON'));
  await fixture.store.crash();
  const during = fixture.append(attempt('lea', 2, 'BATEAU'));
  await fixture.store.start();
  assert.deepEqual(
    (await during)[0]?.play.rows.map(({ word }) => word),
    ['BALLON', 'BATEAU'],
  );
});
