import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Crc64 } from './crc64.ts';

test('computes the checksum of Redis, regardless of how the input is split', () => {
  // The value that Redis' own test of crc64.c expects.
  const expected = Buffer.from('e9c6d914c4b8d9ca', 'hex').reverse();
  for (const cut of [0, 1, 5, 9]) {
    const crc = new Crc64();
    crc.update(Buffer.from('123456789').subarray(0, cut));
    crc.update(Buffer.from('123456789').subarray(cut));
    assert.deepEqual(crc.digest(), expected);
  }
});
