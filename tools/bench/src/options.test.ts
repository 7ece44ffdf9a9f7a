import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageError } from '@motus/measurement';
import { PARTS, readOptions } from './options.ts';

test('without words everything is measured', () => {
  const { seconds, rounds, connections, parts, short } = readOptions([]);
  assert.deepEqual(
    { seconds, connections, parts, short },
    {
      seconds: 2,
      connections: [1, 32, 128],
      parts: PARTS,
      short: false,
    },
  );
  assert.ok(rounds >= 3, 'fewer rounds have no spread');
});

test('what was asked for is taken, in the order of the bench', () => {
  const options = readOptions('--seconds 5 --connections 256,8 --only start,redis'.split(' '));
  assert.equal(options.seconds, 5);
  assert.deepEqual(options.parts, ['redis', 'start']);
  assert.deepEqual(options.connections, [8, 32, 256], 'the last line is about 32');
});

test('a short bench has all parts, and less of everything else', () => {
  const [full, short] = [readOptions([]), readOptions(['--short'])];
  assert.deepEqual(short.parts, full.parts);
  assert.deepEqual(short.connections, full.connections);
  assert.ok(short.rounds * short.seconds < full.rounds * full.seconds);
  assert.ok(short.boards.all < full.boards.all);
});

const refused = {
  '--seconds 0': /--seconds: "0" is no whole number from 1 to 60/,
  '--seconds 61': /--seconds/,
  '--connections 1,many': /--connections: "many"/,
  '--connections 1001': /--connections/,
  '--only guess': /there is no part "guess"; there are redis/,
  '--loudly': /loudly/,
};

for (const [words, message] of Object.entries(refused)) {
  test(`${words} is refused with a clear line`, () => {
    assert.throws(
      () => readOptions(words.split(' ')),
      (error) => error instanceof UsageError && message.test(error.message),
    );
  });
}
