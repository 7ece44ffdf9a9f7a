import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAppState } from '../app/app-state.ts';
import { fakeEnvironment } from '../app/fake-environment.ts';
import { fakeServer } from '../platform/fake-server.ts';
import { createOperatorApi } from './operator-api.ts';
import { createOperator } from './operator-state.ts';

function opened() {
  const server = fakeServer();
  const { retry, client } = createAppState(fakeEnvironment(server.fetch));
  server.reply('/api/operator/actions', { body: { actions: [] } });
  const reloads: string[] = [];
  const operator = createOperator(retry, createOperatorApi(client), async () => void reloads.push('play'));
  return { server, operator, reloads };
}

test('requests the word of a day only to reveal it', async () => {
  const { server, operator, reloads } = opened();
  operator.load();
  assert.ok(server.requests.length > 0);
  assert.ok(server.requests.every((request) => request.startsWith('GET') && !request.includes('reveal')));
  assert.equal(operator.revealed.value, null);
  server.reply('/api/operator/days/2026-11-22/reveal', { body: { day: '2026-11-22', word: 'BULBES' } });
  await operator.reveal('2026-11-22');
  assert.deepEqual(operator.revealed.value, { day: '2026-11-22', word: 'BULBES' });
  assert.ok(server.requests.includes('POST /api/operator/days/2026-11-22/reveal'));
  assert.deepEqual(reloads, ['play'], 'the page shows at once that today’s play cannot go on');
});

test('blocks a word however it was typed, and sends it in the body, because addresses are logged', async () => {
  const { server, operator } = opened();
  const blocked = { word: 'ECOLES', blockedBy: 'Zoé', blockedAt: 0 };
  server.reply('/api/operator/blocked-words', { body: { words: [blocked] } });
  assert.equal(await operator.block(' écoles '), true);
  assert.deepEqual(operator.blockedWords.current.value?.value.words, [blocked]);
  assert.ok(server.requests.includes('PUT /api/operator/blocked-words {"word":"ECOLES","blocked":true}'));
});

test('says which day was chosen last, and reloads the days that cannot be played any more', async () => {
  const { server, operator } = opened();
  server.reply('/api/operator/days/2026-11-25/word', { body: { day: '2026-11-25', chosenBy: 'Zoé' } });
  server.reply('/api/operator/days', { body: { days: [], disqualified: ['2026-11-25'] } });
  assert.equal(operator.chosen.value, null);
  assert.equal(await operator.choose('2026-11-25', 'BULBES'), true);
  assert.equal(operator.chosen.value, '2026-11-25');
  assert.deepEqual(operator.days.current.value?.value.disqualified, ['2026-11-25']);
});

test('shows why a choice is refused, and reloads the log', async () => {
  const { server, operator } = opened();
  server.reply('/api/operator/days/2026-11-20/word', {
    status: 409,
    body: { code: 'day_begun', message: 'Ce jour a commencé.' },
  });
  assert.equal(await operator.choose('2026-11-20', 'BULBES'), false);
  assert.equal(operator.mutations.refusal.value, 'Ce jour a commencé.');
  assert.ok(server.requests.includes('GET /api/operator/actions'));
});
