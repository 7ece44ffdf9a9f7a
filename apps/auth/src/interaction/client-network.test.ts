import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientNetwork } from './client-network.ts';

test('a client address is shortened to its network', () => {
  for (const [address, network] of [
    ['192.0.2.77', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['::1', '::/48'],
    ['localhost', 'unknown'],
    ['192.0.2.77, 198.51.100.1', 'unknown'],
    [undefined, 'unknown'],
  ]) {
    assert.equal(clientNetwork({ headers: { 'x-forwarded-for': address } }), network);
  }
});
