import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAppState } from '../app/app-state.ts';
import { fakeServer, surroundings } from '../app/fake-environment.ts';

test('a report is sent until it is answered, and its end is told', async () => {
  const server = fakeServer();
  const { reportWord } = createAppState(surroundings(server.fetch));
  const report = { word: 'BZZZZZ', kind: 'should_be_valid' } as const;
  server.reply('/api/reports', { status: 503 }, { body: report });
  assert.equal(await reportWord(report), 'C’est signalé, merci.');
  assert.deepEqual(
    server.requests,
    Array(2).fill('POST /api/reports {"word":"BZZZZZ","kind":"should_be_valid"}'),
  );
  server.reply('/api/reports', { status: 429, body: { code: 'too_many_reports', message: 'Assez.' } });
  assert.equal(await reportWord(report), 'Assez.');
});
