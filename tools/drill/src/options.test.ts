import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageError } from '@motus/measurement';
import { readOptions } from './options.ts';

test('without arguments the defaults are those of the full drill', () => {
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

test('reads every option', () => {
  const args =
    '--players 500 --rate=1000 --seconds 3 --only motus1,haproxy2 --faults cut,kill --compose --seed 7';
  const options = readOptions(args.split(' '));
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
  '--faults cut': /needs --compose/,
  '--faults disk-full --running': /disk-full is for a system of the drill's own: not with --running/,
  '--faults kill,power-cut --compose': /power-cut .* not with --compose/,
  '--running --compose': /exclude each other/,
  '--compose --config x': /not with/,
  '--loudly': /loudly/,
};

for (const [args, message] of Object.entries(refused)) {
  test(`${args} is refused with a message that names the mistake`, () => {
    assert.throws(
      () => readOptions(args.split(' ')),
      (error) => error instanceof UsageError && message.test(error.message),
    );
  });
}
