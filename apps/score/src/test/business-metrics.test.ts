import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { League } from '@motus/contracts';
import { type Fixture, startFixture, winIn } from './fixture.ts';
import { asPlayer } from './requests.ts';

test('measures the streak of an account once, when a play ends', async (t) => {
  const fixture = await startFixture(t);
  await fixture.append(...winIn('ada', 2, { day: '2026-11-20' }));
  await fixture.append(...winIn('ada', 1, { day: '2026-11-21' }));
  await fixture.append(...winIn('ada', 1, { day: '2026-11-21' }));
  // A reader waits until all of it is published, which is when streaks are measured.
  await fixture.leaderboard('day', 'ada');
  assert.deepEqual(await sample(fixture, 'streak_length_days_count'), 2);
  assert.deepEqual(await sample(fixture, 'streak_length_days_sum'), 1 + 2);
});

test('counts a league and a member once, however often the request arrives', async (t) => {
  const fixture = await startFixture(t);
  assert.equal(await sample(fixture, 'leagues_created_total'), 0);
  assert.equal(await sample(fixture, 'league_joins_total'), 0);
  const path = `leagues/${randomUUID()}`;
  for (const _ of [1, 2]) {
    const { json } = await asPlayer(fixture, 'ada')<League>('PUT', path, { name: 'Famille' });
    const { invitation } = json;
    for (const player of ['ada', 'bob'])
      await asPlayer(fixture, player)('PUT', `${path}/membership`, { invitation });
  }
  assert.equal(await sample(fixture, 'leagues_created_total'), 1);
  assert.equal(await sample(fixture, 'league_joins_total'), 1);
});

async function sample({ app }: Fixture, name: string): Promise<number> {
  const { body } = await app.inject('/metrics');
  return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(body)?.[1]);
}
