import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageError } from '@motus/measurement';
import { readOptions } from './options.ts';

test('without words it is the drill of the targets', () => {
  const { seed, ...options } = readOptions([]);
  assert.deepEqual(options, {
    players: 50,
    rate: 100,
    seconds: 8,
    only: [],
    faults: ['kill', 'term', 'hang', 'disk-lost', 'file-damaged', 'disk-full', 'power-cut'],
    system: 'own',
    short: false,
    config: undefined,
  });
  assert.ok(Number.isInteger(seed));
});

test('what was asked for is taken', () => {
  const words =
    '--players 500 --rate=1000 --seconds 3 --only motus1,haproxy2 --faults cut,kill --compose --seed 7';
  const options = readOptions(words.split(' '));
  assert.deepEqual([options.players, options.rate, options.seconds, options.seed], [500, 1000, 3, 7]);
  assert.deepEqual(options.only, ['motus1', 'haproxy2']);
  assert.deepEqual(options.faults, ['cut', 'kill']);
  assert.equal(options.system, 'compose');
  assert.equal(readOptions(['--config', 'mine.cfg'], '/somewhere').config, '/somewhere/mine.cfg');
});

const refused = {
  '--players 501': /--players: "501" is no whole number from 1 to 500/,
  '--players 0': /--players/,
  '--rate 1001': /--rate/,
  '--rate 1.5': /--rate/,
  '--seconds 121': /--seconds/,
  '--seconds soon': /--seconds: "soon"/,
  '--faults kill,burn': /there is no "burn"/,
  '--faults cut': /wants --compose/,
  '--faults disk-full --running': /disk-full is for a system of the drill's own: not with --running/,
  '--faults kill,power-cut --compose': /power-cut .* not with --compose/,
  '--running --compose': /exclude each other/,
  '--compose --config x': /not with/,
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
