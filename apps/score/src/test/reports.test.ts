import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ReportedWords, WordReport } from '@motus/contracts';
import { closeStore, createStore } from '@motus/store';
import { type Fixture, openFixture } from './fixture.ts';
import { asOperator, asPlayer } from './requests.ts';

const DAY = 24 * 3_600_000;

describe('word reports', () => {
  let fixture: Fixture;
  before(async () => {
    fixture = await openFixture();
  });
  after(() => fixture.close());

  const report = (player: string, word: string, kind: WordReport['kind'] = 'should_be_valid') =>
    asPlayer(fixture, player)('POST', 'reports', { word, kind });
  const list = async (query = '') =>
    (await asOperator(fixture, 'op')<ReportedWords>('GET', `operator/reports${query}`)).json;
  const handle = (word: string, handled: boolean, kind: WordReport['kind'] = 'should_be_valid') =>
    asOperator(fixture, 'op')('PUT', `operator/reports/${kind}/${word}`, { handled });

  /** Sets the clock to the day after the next one: what was reported before is listed. */
  const waitUntilListed = (day: string) => fixture.setNow(new Date(Date.parse(day) + 2 * DAY).toISOString());

  test('counts each player once for a word and kind, and lists the last reported word first', async () => {
    const at = Date.parse('2026-11-21T10:00:00Z');
    const say = async (second: number, ...args: Parameters<typeof report>) => {
      fixture.setNow(new Date(at + second * 1000).toISOString());
      assert.equal((await report(...args)).status, 200);
    };
    await say(1, 'ada', 'SELFIES');
    await say(2, 'bob', 'GOULAG', 'should_not_be_valid');
    await say(3, 'bob', 'SELFIES');
    await say(4, 'ada', 'SELFIES');
    await say(5, 'ada', 'SELFIES', 'should_not_be_valid');
    waitUntilListed('2026-11-21');
    assert.deepEqual(await list(), {
      reports: [
        { word: 'SELFIES', kind: 'should_not_be_valid', players: 1, reportedAt: at + 5000 },
        { word: 'GOULAG', kind: 'should_not_be_valid', players: 1, reportedAt: at + 2000 },
        { word: 'SELFIES', kind: 'should_be_valid', players: 2, reportedAt: at + 1000 },
      ],
      next: null,
    });
  });

  test('tells nothing of a report, by list, count or refusal, until no play of its day can go on', async () => {
    fixture.setNow('2026-11-26T10:00:00Z');
    await report('ada', 'VIEUXS', 'should_not_be_valid');
    fixture.setNow('2026-11-28T10:00:00Z');
    const before = [await list(), await list('?handled=true')];
    for (const player of ['ada', 'bob', 'cyd']) {
      await report(player, 'VIEUXS', 'should_not_be_valid');
      await report(player, 'NEUFSS', 'should_not_be_valid');
    }
    // The last second of the next day in Paris, until whose end a play of the 28th can be finished.
    for (const time of ['2026-11-28T10:00:01Z', '2026-11-29T22:59:59Z']) {
      fixture.setNow(time);
      assert.deepEqual([await list(), await list('?handled=true')], before, time);
      for (const handled of [true, false]) {
        const answers = [
          await handle('NEUFSS', handled, 'should_not_be_valid'),
          await handle('JAMAIS', handled, 'should_not_be_valid'),
        ];
        assert.deepEqual(
          answers.map(({ status, json }) => [status, json.code]),
          Array(2).fill([404, 'report_not_found']),
          time,
        );
      }
    }
    fixture.setNow('2026-11-29T23:00:00Z');
    const { reports } = await list();
    assert.deepEqual(
      reports.slice(0, 2).map(({ word, players }) => [word, players]),
      [
        ['NEUFSS', 3],
        ['VIEUXS', 3],
      ],
    );
  });

  test('counts the players of a former version, whose times it did not keep', async (t) => {
    const logger = { info: () => undefined, warn: () => undefined };
    const store = createStore({ ...fixture.store.connection, logger });
    t.after(() => closeStore(store));
    fixture.setNow('2026-12-01T10:00:00Z');
    const at = Date.parse('2026-11-01T10:00:00Z');
    await store.sadd('{reports}:players:should_be_valid:ANCIEN', 'ada', 'bob');
    await store.zadd('{reports}:open', at, 'should_be_valid:ANCIEN');
    for (const player of ['bob', 'cyd']) await report(player, 'ANCIEN');
    waitUntilListed('2026-12-01');
    const found = (await list()).reports.find(({ word }) => word === 'ANCIEN');
    assert.deepEqual([found?.players, found?.reportedAt], [3, at]);
  });

  test('moves a handled word to the handled list, keeps it there, and can move it back', async () => {
    fixture.setNow('2026-11-23T12:00:00Z');
    await report('cyd', 'BLOGUEUR');
    waitUntilListed('2026-11-23');
    for (const again of [200, 200]) assert.equal((await handle('BLOGUEUR', true)).status, again);
    await report('dan', 'BLOGUEUR');
    waitUntilListed('2026-11-25');
    const find = (found: ReportedWords) => found.reports.find(({ word }) => word === 'BLOGUEUR')?.players;
    assert.equal(find(await list()), undefined);
    assert.equal(find(await list('?handled=true')), 2);
    await handle('BLOGUEUR', false);
    assert.deepEqual([find(await list()), find(await list('?handled=true'))], [2, undefined]);
    const unknown = await handle('ABSENTE', true);
    assert.deepEqual([unknown.status, unknown.json.code], [404, 'report_not_found']);
  });

  test('allows a player 20 reported words a day', async () => {
    const words = Array.from({ length: 21 }, (_, i) => `MOTSS${String.fromCharCode(65 + i)}`);
    fixture.setNow('2026-11-21T12:00:00Z');
    const answers = await Promise.all(words.map((word) => report('eve', word)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [...Array(20).fill(200), 429]);
    const refused = answers.find(({ status }) => status === 429);
    assert.equal(refused?.json.code, 'too_many_reports');
    const late = words[answers.findIndex(({ status }) => status === 429)] ?? '';
    const known = words.find((word) => word !== late) ?? '';
    assert.equal((await report('eve', known)).status, 200, 'once more is no further report');
    fixture.setNow('2026-11-22T12:00:00Z');
    assert.equal((await report('eve', late)).status, 200);
  });

  test('returns the list in pages', async () => {
    for (let i = 0; i < 60; i++) {
      fixture.setNow(new Date(Date.parse('2026-11-30T10:00:00Z') + i).toISOString());
      const letters = String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26));
      await report(`p${i}`, `PAGES${letters}`);
    }
    waitUntilListed('2026-11-30');
    const first = await list();
    const second = await list(`?from=${first.next}`);
    assert.equal(first.reports.length, 50);
    const words = [...first.reports, ...second.reports].map(({ word }) => word);
    assert.equal(new Set(words.filter((word) => word.startsWith('PAGES'))).size, 60);
    assert.equal(words[0], 'PAGESCH');
    assert.equal(second.next, null);
  });

  test('refuses malformed reports and queries', async () => {
    for (const body of [
      {},
      { word: 'selfie', kind: 'should_be_valid' },
      { word: 'A:B', kind: 'should_be_valid' },
      { word: 'SELFIES', kind: 'other' },
      { word: 'SELFIES', kind: 'should_be_valid', players: 9 },
    ]) {
      const { status, json } = await asPlayer(fixture, 'fay')('POST', 'reports', body);
      assert.deepEqual([status, json.code], [400, 'bad_request'], JSON.stringify(body));
    }
    for (const query of ['?from=-1', '?from=x', '?handled=perhaps']) {
      const { status } = await asOperator(fixture, 'op')('GET', `operator/reports${query}`);
      assert.equal(status, 400, query);
    }
  });
});
