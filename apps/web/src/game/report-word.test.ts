import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAppState } from '../app/app-state.ts';
import { fakeEnvironment } from '../app/fake-environment.ts';
import { fakeServer } from '../platform/fake-server.ts';
import { today } from './fake-plays.ts';

test('repeats a report until the server responds, and returns the outcome', async () => {
  const server = fakeServer();
  server.reply('/api/me', { body: { guest: false, player: { id: 'p1', name: 'Zoé' }, operator: false } });
  server.reply('/api/today', { body: today() });
  const { reportWord, start } = createAppState(fakeEnvironment(server.fetch));
  await start();
  const report = { word: 'BZZZZZ', kind: 'should_be_valid' } as const;
  server.reply('/api/reports', { status: 503 }, { body: report });
  assert.equal(await reportWord(report), 'C’est signalé, merci.');
  assert.deepEqual(
    server.requests.filter((request) => request.startsWith('POST')),
    Array(2).fill('POST /api/reports {"word":"BZZZZZ","kind":"should_be_valid"}'),
  );
  server.reply('/api/reports', { status: 429, body: { code: 'too_many_reports', message: 'Assez.' } });
  assert.equal(await reportWord(report), 'Assez.');
});
