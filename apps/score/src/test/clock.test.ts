import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ArchiveDay, League, OperatorActions, Play, PlayHistory, ReportedWords } from '@motus/contracts';
import { ANSWER, attempt, WRONG } from './fixture.ts';
import { type GuestFixture, newGuest, openGuestFixture } from './guest-fixture.ts';
import { asOperator, asPlayer } from './requests.ts';

const TEN_O_CLOCK = Date.parse('2026-11-21T10:00:00Z');

describe('a clock that is set back', () => {
  let fixture: GuestFixture;
  before(async () => {
    fixture = await openGuestFixture();
  });
  after(() => fixture.close());

  /** Sets the clock to minutes after 10:00. */
  const setMinute = (minute: number) => fixture.setNow(new Date(TEN_O_CLOCK + minute * 60_000).toISOString());
  const minutesOf = (play: Play) => play.rows.map(({ at }) => (at - TEN_O_CLOCK) / 60_000);

  test('gives no row an earlier time than the row before it, and finishes a play with its last row', async () => {
    for (const [player, late] of [
      ['ada', false],
      ['bob', true],
      [newGuest(), false],
    ] as const) {
      const words = [...WRONG.slice(0, 4), ANSWER];
      for (const [i, minute] of [0, 10, 2, 5, 4].entries()) {
        setMinute(minute);
        await fixture.append(attempt(player, i + 1, words[i] ?? '', { late: late && i > 0 }));
      }
      const [repeated] = await fixture.append(attempt(player, 5, ANSWER));
      assert.deepEqual([repeated?.outcome, repeated?.repeated], ['accepted', true]);
      assert.deepEqual(minutesOf(repeated?.play as Play), [0, 10, 10, 10, 10]);
      const path = player.startsWith('guest-') ? `guests/${player}/plays` : undefined;
      const { json } = await (path === undefined
        ? asPlayer(fixture, player)<PlayHistory>('GET', 'plays')
        : fixture.game<PlayHistory>('GET', path));
      const [summary] = json.plays;
      assert.deepEqual(
        [summary?.finishedAt, summary?.points, summary?.late],
        [TEN_O_CLOCK + 600_000, 40, late],
        player,
      );
    }
    const { top } = await fixture.leaderboard('day', 'ada');
    assert.deepEqual(
      top.map(({ player, finishedAt }) => [player.id, finishedAt]),
      [
        ['bob', TEN_O_CLOCK + 600_000],
        ['ada', TEN_O_CLOCK + 600_000],
      ],
    );
  });

  test('gives no row of the archive an earlier time than the row before it', async () => {
    for (const [i, minute] of [10, 0].entries()) {
      setMinute(minute);
      await fixture.append(attempt('cyd', i + 1, WRONG[i] ?? '', { day: '2026-11-10', archive: true }));
    }
    const { archived } = (await fixture.get('/archive/days/2026-11-10', 'cyd')).json as ArchiveDay;
    assert.deepEqual(minutesOf(archived), [10, 10]);
  });

  test('gives a row of an account no earlier time than the rows merged from a guest', async () => {
    const guest = newGuest();
    setMinute(10);
    await fixture.append(attempt(guest, 1, 'BALLON'));
    setMinute(0);
    await fixture.game('PUT', `guests/${guest}/owner`, { id: 'dan', name: 'Dan' });
    const [next] = await fixture.append(attempt('dan', 2, 'BATEAU'));
    assert.deepEqual(minutesOf(next?.play as Play), [10, 10]);
  });

  test('keeps the members of a league in the order in which they joined', async () => {
    const id = '0b1c2d3e-0000-4000-8000-000000000001';
    const ada = asPlayer(fixture, 'ada');
    setMinute(30);
    const { json: league } = await ada<League>('PUT', `leagues/${id}`, { name: 'Les amis' });
    for (const [player, minute] of [
      ['zoe', 20],
      ['bob', 10],
    ] as const) {
      setMinute(minute);
      await asPlayer(fixture, player)('PUT', `leagues/${id}/membership`, { invitation: league.invitation });
    }
    const { json } = await ada<League>('GET', `leagues/${id}`);
    assert.deepEqual(
      json.members.map(({ player }) => player.id),
      ['ada', 'zoe', 'bob'],
    );
    await ada('DELETE', `leagues/${id}/membership`);
    assert.equal((await asPlayer(fixture, 'bob')<League>('GET', `leagues/${id}`)).json.owner, 'zoe');
  });

  test('keeps the first time of a report, and the order of the actions of operators', async () => {
    const operator = asOperator(fixture, 'ope');
    for (const [player, minute] of [
      ['ada', 10],
      ['bob', 0],
    ] as const) {
      setMinute(minute);
      await asPlayer(fixture, player)('POST', 'reports', { word: 'BALLON', kind: 'should_not_be_valid' });
      await operator('PUT', 'operator/blocked-words', {
        word: player === 'ada' ? 'BALLON' : 'BATEAU',
        blocked: true,
      });
    }
    setMinute(2 * 24 * 60);
    const { reports } = (await operator<ReportedWords>('GET', 'operator/reports')).json;
    assert.deepEqual(
      reports.map(({ reportedAt, players }) => [(reportedAt - TEN_O_CLOCK) / 60_000, players]),
      [[10, 2]],
    );
    const { actions } = (await operator<OperatorActions>('GET', 'operator/actions')).json;
    assert.deepEqual(
      actions.map(({ subject }) => subject),
      ['BATEAU', 'BALLON'],
    );
  });
});

describe('a clock that differs a little from that of the issuer', () => {
  let fixture: GuestFixture;
  before(async () => {
    fixture = await openGuestFixture();
  });
  after(() => fixture.close());

  test('accepts a token within the clock tolerance, cached or not, and refuses one beyond it', async () => {
    const now = Math.floor(TEN_O_CLOCK / 1000);
    const cases = [
      [{ exp: now - 60 }, 200],
      [{ iat: now + 120, nbf: now + 120 }, 200],
      [{ exp: now - 400 }, 401],
      [{ nbf: now + 400 }, 401],
    ] as const;
    for (const [claims, status] of cases) {
      const token = await fixture.token({ sub: 'ada', ...claims });
      for (const again of [false, true]) {
        const answer = await fixture.app.inject({
          url: '/score/plays',
          headers: { authorization: `Bearer ${token}` },
        });
        assert.equal(answer.statusCode, status, `${JSON.stringify(claims)} ${again}`);
      }
    }
  });
});
