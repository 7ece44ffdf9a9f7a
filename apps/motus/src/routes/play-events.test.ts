import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Play } from '@motus/contracts';
import { ServiceError } from '@motus/service';
import { Registry } from 'prom-client';
import { RefusedWord } from '../game/game.ts';
import { createPlayEvents } from './play-events.ts';

const DAY = '2026-11-21';
const PLAYER = { player: { id: 'ada', name: 'Ada' }, guest: undefined };
const GUEST_ID = `guest-${'a'.repeat(22)}`;
const GUEST = { player: { id: GUEST_ID, name: 'Invité' }, guest: GUEST_ID };

test('all outcomes of attempts and plays are there at zero before the first attempt', async () => {
  const { metrics } = setUp();
  const text = await metrics.metrics();
  for (const by of ['player', 'guest']) {
    for (const outcome of [
      'accepted',
      'repeated',
      'word_unknown',
      'row_conflict',
      'disqualified',
      'try_again',
    ])
      assert.ok(text.includes(`attempts_total{outcome="${outcome}",by="${by}"} 0`), outcome);
    assert.ok(text.includes(`plays_started_total{by="${by}"} 0`));
    assert.ok(text.includes(`plays_ended_total{outcome="won",attempts="1",by="${by}"} 0`));
    assert.ok(text.includes(`plays_ended_total{outcome="lost",attempts="6",by="${by}"} 0`));
  }
  assert.ok(!text.includes('outcome="lost",attempts="5"'), 'which no play can be');
});

test('the start and the end of a play are one line and one count each', async () => {
  const { events, request, lines, counted } = setUp();
  events.onAccepted(request(PLAYER), playOf('playing', 1));
  events.onAccepted(request(PLAYER), playOf('playing', 2));
  events.onAccepted(request(PLAYER), playOf('won', 3));
  assert.deepEqual(lines, [
    { event: 'play_started', day: DAY, by: 'player', player: 'ada' },
    { event: 'play_ended', outcome: 'won', attempts: 3, day: DAY, by: 'player', player: 'ada' },
  ]);
  assert.deepEqual(await counted(), [
    'attempts_total{outcome="accepted",by="player"} 3',
    'plays_started_total{by="player"} 1',
    'plays_ended_total{outcome="won",attempts="3",by="player"} 1',
  ]);
});

test('a repeated attempt is counted and not logged again', async () => {
  const { events, request, lines, counted } = setUp();
  events.onRepeated(request(PLAYER));
  assert.deepEqual(lines, []);
  assert.deepEqual(await counted(), ['attempts_total{outcome="repeated",by="player"} 1']);
});

test('no line has the id of a guest', () => {
  const { events, request, lines } = setUp();
  events.onAccepted(request(GUEST), playOf('won', 1));
  events.onRefused(request(GUEST), new RefusedWord('word_length', 'Le mot compte 6 lettres.', undefined));
  assert.equal(lines.length, 3);
  assert.doesNotMatch(JSON.stringify(lines), /guest-/);
});

test('of refused words only those that the dictionary lacks are logged', async () => {
  const { events, request, lines, counted } = setUp();
  events.onRefused(request(PLAYER), new RefusedWord('word_unknown', '…', 'MAISOM'));
  events.onRefused(request(PLAYER), new RefusedWord('word_letters', '…', undefined));
  events.onRefused(request(PLAYER), new ServiceError(409, 'day_closed', '…'));
  assert.deepEqual(lines, [
    { event: 'word_refused', reason: 'word_unknown', day: DAY, by: 'player', word: 'MAISOM' },
    { event: 'word_refused', reason: 'word_letters', day: DAY, by: 'player' },
  ]);
  assert.deepEqual(await counted(), [
    'attempts_total{outcome="word_letters",by="player"} 1',
    'attempts_total{outcome="word_unknown",by="player"} 1',
    'attempts_total{outcome="day_closed",by="player"} 1',
  ]);
});

function setUp() {
  const metrics = new Registry();
  const lines: object[] = [];
  const log = { info: (line: object) => void lines.push(line) };
  const events = createPlayEvents(metrics);
  return {
    metrics,
    events,
    lines,
    request: (who: object) =>
      ({ ...who, log, body: { day: DAY, row: 1, word: 'secret' } }) as unknown as Parameters<
        typeof events.onRepeated
      >[0],
    /** The samples that are not zero. */
    counted: async () =>
      (await metrics.metrics()).split('\n').filter((line) => line !== '' && !/^#| 0$/.test(line)),
  };
}

function playOf(state: Play['state'], attempts: number): Play {
  const rows = Array.from({ length: attempts }, () => ({ word: 'MAISON', pattern: [], at: 0 }));
  return { day: DAY, state, rows, late: false, points: 0 };
}
