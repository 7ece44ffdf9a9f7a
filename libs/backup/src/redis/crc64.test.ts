import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Crc64 } from './crc64.ts';

test('the checksum is that of Redis, whatever the pieces', () => {
  // The value that Redis' own test expects of crc64.c.
  const expected = Buffer.from('e9c6d914c4b8d9ca', 'hex').reverse();
  for (const cut of [0, 1, 5, 9]) {
    const crc = new Crc64();
    crc.update(Buffer.from('123456789').subarray(0, cut));
    crc.update(Buffer.from('123456789').subarray(cut));
    assert.deepEqual(crc.digest(), expected);
  }
});
