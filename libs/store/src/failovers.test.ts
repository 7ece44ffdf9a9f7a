import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failovers } from './failovers.ts';

function watched() {
  const warnings: object[] = [];
  const logger = { info: () => undefined, warn: (details: object) => void warnings.push(details) };
  return { failovers: new Failovers('score-store', logger), warnings };
}

test('counts and logs a connection to another primary, not the first one nor a reconnection', () => {
  const { failovers, warnings } = watched();
  for (const address of ['one:6379', 'one:6379', 'two:6379', 'two:6379', 'one:6379']) {
    failovers.onAnnounced(address);
    failovers.onConnected();
  }
  assert.equal(failovers.count, 2);
  const failover = { event: 'store_failover', store: 'score-store' };
  assert.deepEqual(warnings, [
    { ...failover, from: 'one:6379', to: 'two:6379' },
    { ...failover, from: 'two:6379', to: 'one:6379' },
  ]);
});

test('does not count a primary that was announced and never connected', () => {
  const { failovers } = watched();
  failovers.onAnnounced('one:6379');
  failovers.onConnected();
  failovers.onAnnounced('two:6379');
  failovers.onAnnounced('one:6379');
  failovers.onConnected();
  assert.equal(failovers.count, 0);
});
