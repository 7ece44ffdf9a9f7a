import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MessageDecoder } from './message-decoder.ts';

test('finds the messages however the stream is cut', () => {
  const messages = ['<134>1 a', 'été 12 x', 'z'.repeat(2000)];
  const stream = Buffer.from(messages.map((message) => `${message}\n`).join(''));
  for (const size of [1, 2, 3, 7, 100, stream.length]) {
    const decoder = new MessageDecoder();
    const found: string[] = [];
    for (let at = 0; at < stream.length; at += size)
      found.push(...decoder.decode(stream.subarray(at, at + size)));
    assert.deepEqual(found, messages, `${size} bytes at a time`);
  }
});

test('takes messages of 64 KiB, and refuses a stream that goes on without a line feed', () => {
  const longest = 'x'.repeat(64 * 1024);
  assert.deepEqual(new MessageDecoder().decode(Buffer.from(`${longest}\n`)), [longest]);
  const decoder = new MessageDecoder();
  assert.deepEqual(decoder.decode(Buffer.from(longest)), []);
  assert.throws(() => decoder.decode(Buffer.from('x')), /no syslog message has more than/);
});
