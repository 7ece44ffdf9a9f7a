import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MessageDecoder } from './message-decoder.ts';

test('finds the messages however the stream is cut', () => {
  const messages = ['<134>1 a', 'été 12 x', 'z'.repeat(2000)];
  const stream = Buffer.from(messages.map((message) => `${message}\n`).join(''));
  for (const size of [1, 2, 3, 7, 100, stream.length]) {
    const decoder = new MessageDecoder(() => assert.fail('dropped'));
    const found: string[] = [];
    for (let at = 0; at < stream.length; at += size)
      found.push(...decoder.decode(stream.subarray(at, at + size)));
    assert.deepEqual(found, messages, `${size} bytes at a time`);
  }
});

test('takes a message of 64 KiB, drops a longer one, and takes those before and after it, however the stream is cut', () => {
  const longest = 'x'.repeat(64 * 1024);
  const stream = Buffer.from(
    ['before', longest, `y${longest}`, 'after', `${longest}${longest}`, 'last', ''].join('\n'),
  );
  for (const size of [1000, 64 * 1024, 64 * 1024 + 1, 100_000, stream.length]) {
    let dropped = 0;
    const decoder = new MessageDecoder(() => {
      dropped += 1;
    });
    const found: string[] = [];
    for (let at = 0; at < stream.length; at += size)
      found.push(...decoder.decode(stream.subarray(at, at + size)));
    assert.deepEqual(found, ['before', longest, 'after', 'last'], `${size} bytes at a time`);
    assert.equal(dropped, 2, `${size} bytes at a time`);
  }
});

test('a stream without line feeds is one dropped message', () => {
  let dropped = 0;
  const decoder = new MessageDecoder(() => {
    dropped += 1;
  });
  for (let i = 0; i < 10; i += 1) assert.deepEqual(decoder.decode(Buffer.alloc(60_000, 'x')), []);
  assert.equal(dropped, 1);
});
