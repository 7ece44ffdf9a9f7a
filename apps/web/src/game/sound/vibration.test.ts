import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVibration } from './vibration.ts';

function bench() {
  const felt: number[][] = [];
  const page = { on: true };
  const navigator = {
    vibrate(pattern: number[]) {
      // The browser's own function fails when it is called without its object.
      assert.equal(this, navigator);
      felt.push(pattern);
      return true;
    },
  };
  return { felt, page, vibrate: createVibration({ navigator, isOn: () => page.on }) };
}

test('a refusal, a win and a loss feel different', () => {
  const { felt, vibrate } = bench();
  vibrate('refused');
  vibrate('won');
  vibrate('lost');
  assert.equal(new Set(felt.map(String)).size, 3);
});

test('an absent letter is not felt', () => {
  const { felt, vibrate } = bench();
  vibrate('reveal-absent');
  assert.deepEqual(felt, []);
});

test('who does not want it feels nothing', () => {
  const { felt, page, vibrate } = bench();
  page.on = false;
  vibrate('won');
  assert.deepEqual(felt, []);
});

test('a device that cannot vibrate is no error', () => {
  createVibration({ navigator: {}, isOn: () => true })('won');
});
