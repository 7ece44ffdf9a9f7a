import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageError } from '@motus/measurement';
import { PARTS, readOptions } from './options.ts';

test('without arguments all parts are measured', () => {
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
  assert.ok(rounds >= 3, 'a spread needs at least three rounds');
});

test('parts run in the order of the bench, and connections are sorted and include 32', () => {
  const options = readOptions('--seconds 5 --connections 256,8 --only start,redis'.split(' '));
  assert.equal(options.seconds, 5);
  assert.deepEqual(options.parts, ['redis', 'start']);
  assert.deepEqual(options.connections, [8, 32, 256], 'the summary line needs 32');
});

test('--short keeps all parts with fewer rounds, seconds and entries', () => {
  const [full, short] = [readOptions([]), readOptions(['--short'])];
  assert.deepEqual(short.parts, full.parts);
  assert.deepEqual(short.connections, full.connections);
  assert.ok(short.rounds * short.seconds < full.rounds * full.seconds);
  assert.ok(short.boards.all < full.boards.all);
});

const INVALID = {
  '--seconds 0': /--seconds: "0" is no whole number from 1 to 60/,
  '--seconds 61': /--seconds/,
  '--connections 1,many': /--connections: "many"/,
  '--connections 1001': /--connections/,
  '--only guess': /there is no part "guess"; there are redis/,
  '--loudly': /loudly/,
};

for (const [args, message] of Object.entries(INVALID)) {
  test(`${args} is rejected with a usage error`, () => {
    assert.throws(
      () => readOptions(args.split(' ')),
      (error) => error instanceof UsageError && message.test(error.message),
    );
  });
}
