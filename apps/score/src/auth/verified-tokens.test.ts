import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLOCK_TOLERANCE } from '@motus/contracts';
import { createVerifiedTokens } from './verified-tokens.ts';

/** A cache and its clock, which starts at 0. */
function atZero() {
  const clock = { time: 0 };
  return { clock, tokens: createVerifiedTokens(() => clock.time) };
}

test('returns the claims of the token that was added, and of no other', () => {
  const { tokens } = atZero();
  const claims = { sub: 'ada', exp: 3600 };
  tokens.add('header.claims.signature', claims);
  assert.equal(tokens.get('header.claims.signature'), claims);
  assert.equal(tokens.get('header.claims.signaturE'), undefined);
});

test('drops a token at its expiry plus the clock tolerance', () => {
  const { tokens, clock } = atZero();
  tokens.add('token', { exp: 10 - CLOCK_TOLERANCE });
  clock.time = 9_999;
  assert.ok(tokens.get('token'));
  clock.time = 10_000;
  assert.equal(tokens.get('token'), undefined);
});

test('drops a token when the clock is set back', () => {
  const { tokens, clock } = atZero();
  clock.time = 3_600_000;
  tokens.add('token', { exp: 7200 });
  clock.time = 0;
  assert.equal(tokens.get('token'), undefined);
});

test('drops a token after a minute, so that a withdrawn key takes effect', () => {
  const { tokens, clock } = atZero();
  tokens.add('token', { exp: 3600 });
  clock.time = 59_999;
  assert.ok(tokens.get('token'));
  clock.time = 60_000;
  assert.equal(tokens.get('token'), undefined);
});

test('does not cache a token that never expires', () => {
  const { tokens } = atZero();
  tokens.add('token', {});
  assert.equal(tokens.get('token'), undefined);
});

test('keeps at most 2000 tokens, the newest', () => {
  const { tokens } = atZero();
  for (let i = 0; i < 2001; i++) tokens.add(`token ${i}`, { exp: 3600 });
  assert.equal(tokens.get('token 0'), undefined);
  assert.ok(tokens.get('token 1'));
  assert.ok(tokens.get('token 2000'));
});
