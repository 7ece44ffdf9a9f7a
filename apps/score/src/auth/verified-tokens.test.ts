import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { CLOCK_TOLERANCE } from '@motus/contracts';
import { verifiedTokens } from './verified-tokens.ts';

function atZero(t: TestContext) {
  t.mock.timers.enable({ apis: ['Date'], now: 0 });
  return verifiedTokens();
}

test('knows the claims of what it remembers, of that very token only', (t) => {
  const tokens = atZero(t);
  const claims = { sub: 'ada', exp: 3600 };
  tokens.remember('header.claims.signature', claims);
  assert.equal(tokens.claims('header.claims.signature'), claims);
  assert.equal(tokens.claims('header.claims.signaturE'), undefined);
});

test('forgets a token when it expires, by the tolerance later', (t) => {
  const tokens = atZero(t);
  tokens.remember('token', { exp: 10 - CLOCK_TOLERANCE });
  t.mock.timers.tick(9_999);
  assert.ok(tokens.claims('token'));
  t.mock.timers.tick(1);
  assert.equal(tokens.claims('token'), undefined);
});

test('knows no token for longer where the clock is set back', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 3_600_000 });
  const tokens = verifiedTokens();
  tokens.remember('token', { exp: 7200 });
  t.mock.timers.setTime(0);
  assert.equal(tokens.claims('token'), undefined);
});

test('forgets a token after a minute, so that a withdrawn key counts', (t) => {
  const tokens = atZero(t);
  tokens.remember('token', { exp: 3600 });
  t.mock.timers.tick(60_000);
  assert.equal(tokens.claims('token'), undefined);
});

test('does not remember a token that has no end', (t) => {
  const tokens = atZero(t);
  tokens.remember('token', {});
  assert.equal(tokens.claims('token'), undefined);
});

test('remembers a bounded number, the newest', (t) => {
  const tokens = atZero(t);
  for (let i = 0; i < 2001; i++) tokens.remember(`token ${i}`, { exp: 3600 });
  assert.equal(tokens.claims('token 0'), undefined);
  assert.ok(tokens.claims('token 1'));
  assert.ok(tokens.claims('token 2000'));
});
