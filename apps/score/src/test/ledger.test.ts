import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Play, Statistics } from '@motus/contracts';
import { pattern } from '@motus/game';
import { ANSWER, attempt, type Bench, openBench, startBench, WRONG, winIn } from './fixture.ts';

describe('the ledger', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench();
  });
  after(() => bench.close());

  test('appends rows in order and answers with the play as it stands', async () => {
    const [first] = await bench.append(attempt('ada', 1, 'BALLON'));
    assert.equal(first?.outcome, 'accepted');
    assert.equal(first?.repeated, false);
    const [second] = await bench.append(attempt('ada', 2, 'BATEAU'));
    assert.deepEqual(
      second?.play.rows.map(({ word }) => word),
      ['BALLON', 'BATEAU'],
    );
    assert.deepEqual(second?.play.rows[0]?.pattern, pattern('BALLON', ANSWER));
    assert.equal(second?.play.state, 'playing');
    assert.equal(second?.play.points, 0);
  });

  test('the same attempt again changes nothing', async () => {
    const [once] = await bench.append(attempt('bob', 1, 'BALLON'));
    bench.setNow('2026-11-21T10:00:05Z');
    const [again] = await bench.append(attempt('bob', 1, 'BALLON'));
    assert.equal(again?.outcome, 'accepted');
    assert.equal(again?.repeated, true);
    assert.deepEqual(again?.play, once?.play);
  });

  test('another word for a row, and a row out of order, are conflicts that show the true state', async () => {
    await bench.append(attempt('cyd', 1, 'BALLON'));
    for (const wrong of [attempt('cyd', 1, 'BATEAU'), attempt('cyd', 3, 'BATEAU')]) {
      const [result] = await bench.append(wrong);
      assert.equal(result?.outcome, 'row_conflict');
      assert.deepEqual(
        result?.play.rows.map(({ word }) => word),
        ['BALLON'],
      );
    }
  });

  test('of different words sent for one row at once exactly one is kept', async () => {
    const results = (await Promise.all(WRONG.map((word) => bench.append(attempt('dan', 1, word))))).flat();
    assert.equal(results.filter(({ outcome }) => outcome === 'accepted').length, 1);
    const { json } = await bench.get('/plays/2026-11-21', 'dan');
    assert.equal((json as Play).rows.length, 1);
  });

  test('a win ends the play: further rows are refused, the winning one may be repeated', async () => {
    const results = await bench.append(...winIn('eve', 3));
    assert.equal(results.at(-1)?.play.state, 'won');
    assert.equal(results.at(-1)?.play.points, 70);
    const [further] = await bench.append(attempt('eve', 4, 'BALLON'));
    assert.equal(further?.outcome, 'play_finished');
    assert.equal(further?.play.state, 'won');
    const [again] = await bench.append(attempt('eve', 3, ANSWER));
    assert.equal(again?.outcome, 'accepted');
    assert.equal(again?.repeated, true);
  });

  test('six wrong rows lose, and the sixth is no other any more', async () => {
    const results = await bench.append(...WRONG.map((word, i) => attempt('fay', i + 1, word)));
    assert.equal(results.at(-1)?.play.state, 'lost');
    assert.equal(results.at(-1)?.play.points, 0);
    const [other] = await bench.append(attempt('fay', 6, ANSWER));
    assert.equal(other?.outcome, 'play_finished');
  });

  test('a play that is counted twice over is in the statistics once', async () => {
    await Promise.all([1, 2, 3].map(() => bench.append(...winIn('gus', 2))));
    const { json } = await bench.get('/statistics', 'gus');
    const { played, won, distribution } = json as Statistics;
    assert.deepEqual({ played, won, distribution }, { played: 1, won: 1, distribution: [0, 1, 0, 0, 0, 0] });
  });

  test('a play that began in time can be finished late and says so; one that had not cannot begin', async () => {
    const day = '2026-11-20';
    await bench.append(attempt('hal', 1, 'BALLON', { day }));
    const [finished] = await bench.append(attempt('hal', 2, ANSWER, { day, late: true }));
    assert.equal(finished?.play.state, 'won');
    assert.equal(finished?.play.late, true);
    assert.deepEqual((await bench.get('/plays', 'hal')).json, {
      plays: [
        { day, state: 'won', attempts: 2, points: 85, late: true, finishedAt: finished?.play.rows[1]?.at },
      ],
    });
    const [refused] = await bench.append(attempt('ida', 1, 'BALLON', { day, late: true }));
    assert.equal(refused?.outcome, 'play_not_started');
    assert.deepEqual(refused?.play.rows, []);
  });

  test('a play is told with that of the day before, whether they have begun or not', async () => {
    const [before] = await bench.append(attempt('lou', 1, 'BALLON', { day: '2026-10-31' }));
    const [, play] = await bench.append(...winIn('lou', 2, { day: '2026-11-01' }));
    const told = async (day: string) => (await bench.get(`/plays/${day}/and-before`, 'lou')).json;
    assert.deepEqual(await told('2026-11-01'), { play: play?.play, before: before?.play });
    const none = { state: 'playing', rows: [], late: false, points: 0 };
    assert.deepEqual(await told('2026-11-02'), { play: { day: '2026-11-02', ...none }, before: play?.play });
    assert.deepEqual(await told('2026-10-31'), {
      play: before?.play,
      before: { day: '2026-10-30', ...none },
    });
  });

  test('one that fails does not fail its group', async () => {
    const results = await bench.append(attempt('jim', 2, 'BALLON'), attempt('kay', 1, 'BALLON'));
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['row_conflict', 'accepted'],
    );
  });

  test('survives the crash of its store', async () => {
    await bench.append(attempt('lea', 1, 'BALLON'));
    await bench.store.crash();
    const during = bench.append(attempt('lea', 2, 'BATEAU'));
    await bench.store.start();
    assert.deepEqual(
      (await during)[0]?.play.rows.map(({ word }) => word),
      ['BALLON', 'BATEAU'],
    );
  });
});

test('a day is recorded once, whoever comes later gets the first', async (t) => {
  const bench = await startBench(t);
  const record = async (sealedAnswer: string) => {
    const response = await bench.app.inject({
      method: 'PUT',
      url: '/score/days/2026-11-21',
      headers: { authorization: `Bearer ${await bench.gameToken()}` },
      payload: { sealedAnswer },
    });
    return response.json().sealedAnswer;
  };
  const answers = await Promise.all(['one', 'two', 'three'].map(record));
  assert.equal(new Set(answers).size, 1);
  assert.equal(await record('four'), answers[0]);
});
