import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ReportedWords, WordReport } from '@motus/contracts';
import { type Fixture, openFixture } from './fixture.ts';
import { asOperator, asPlayer } from './requests.ts';

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
    assert.deepEqual(await list(), {
      reports: [
        { word: 'SELFIES', kind: 'should_not_be_valid', players: 1, reportedAt: at + 5000 },
        { word: 'SELFIES', kind: 'should_be_valid', players: 2, reportedAt: at + 3000 },
        { word: 'GOULAG', kind: 'should_not_be_valid', players: 1, reportedAt: at + 2000 },
      ],
      next: null,
    });
  });

  test('moves a handled word to the handled list, keeps it there, and can move it back', async () => {
    await report('cyd', 'BLOGUEUR');
    for (const again of [200, 200]) assert.equal((await handle('BLOGUEUR', true)).status, again);
    await report('dan', 'BLOGUEUR');
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
      fixture.setNow(new Date(Date.parse('2026-11-23T10:00:00Z') + i).toISOString());
      const letters = String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26));
      await report(`p${i}`, `PAGES${letters}`);
    }
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
