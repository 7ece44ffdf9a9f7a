import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FrameDecoder } from './frames.ts';

const frame = (text: string) => `${Buffer.byteLength(text)} ${text}`;

test('finds the messages however the stream is cut', () => {
  const messages = ['<134>1 a', 'été 12 x', 'with a\nline break', 'z'.repeat(2000)];
  const stream = Buffer.from(messages.map(frame).join(''));
  for (const size of [1, 2, 3, 7, 100, stream.length]) {
    const decoder = new FrameDecoder();
    const found: string[] = [];
    for (let at = 0; at < stream.length; at += size)
      found.push(...decoder.decode(stream.subarray(at, at + size)));
    assert.deepEqual(found, messages, `${size} bytes at a time`);
  }
});

test('refuses a stream without lengths, and lengths that nobody sends', () => {
  for (const text of ['GET / HTTP/1.1\r\n', '-1 x', '0 x', '99999 x', '123456789012', '1e3 x'])
    assert.throws(() => new FrameDecoder().decode(Buffer.from(text)), /is no length/, text);
});
