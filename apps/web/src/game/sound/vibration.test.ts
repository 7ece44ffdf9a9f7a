import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVibration } from './vibration.ts';

function fixture() {
  const patterns: number[][] = [];
  const page = { on: true };
  const navigator = {
    vibrate(pattern: number[]) {
      // A browser's `vibrate` fails when it is called without its object.
      assert.equal(this, navigator);
      patterns.push(pattern);
      return true;
    },
  };
  return { patterns, page, vibrate: createVibration({ navigator, isOn: () => page.on }) };
}

test('has different patterns for a refusal, a win and a loss', () => {
  const { patterns, vibrate } = fixture();
  vibrate('refused');
  vibrate('won');
  vibrate('lost');
  assert.equal(new Set(patterns.map(String)).size, 3);
});

test('does not vibrate for an absent letter', () => {
  const { patterns, vibrate } = fixture();
  vibrate('reveal-absent');
  assert.deepEqual(patterns, []);
});

test('does not vibrate while turned off', () => {
  const { patterns, page, vibrate } = fixture();
  page.on = false;
  vibrate('won');
  assert.deepEqual(patterns, []);
});

test('does nothing on a device that cannot vibrate', () => {
  createVibration({ navigator: {}, isOn: () => true })('won');
});
