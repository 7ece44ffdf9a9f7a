import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createInternalClient } from '@motus/internal-client';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { Registry } from 'prom-client';
import { idTokenReader } from './id-token.ts';

const ISSUER = 'http://motus.test/auth';
const NOW_MS = Date.parse('2026-11-21T12:00:00Z');

test('accepts an ID token only with the right signature, issuer, audience, expiry and nonce', async (t) => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const other = await generateKeyPair('ES256');
  const keys = JSON.stringify({
    keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', use: 'sig', alg: 'ES256' }],
  });
  const provider = createServer((_, response) => response.end(keys));
  await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening));
  t.after(() => {
    provider.close();
    provider.closeAllConnections();
  });
  const internalUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const internalClient = createInternalClient(internalUrl, {
    metrics: new Registry(),
    requestId: () => undefined,
  });
  t.after(() => internalClient.close());
  const read = idTokenReader({
    issuer: ISSUER,
    keysUrl: `${internalUrl}/auth/jwks`,
    internalClient,
    now: () => NOW_MS,
  });
  const now = NOW_MS / 1000;
  const claims = { sub: 'abc', name: 'Ada', nonce: 'n1', iss: ISSUER, aud: 'motus' };
  const sign = (changed: Record<string, unknown> = {}, expiresIn = 3600, key = privateKey) =>
    new SignJWT({ ...claims, ...changed })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setExpirationTime(now + expiresIn)
      .sign(key);

  assert.deepEqual(await read(await sign(), 'n1'), { id: 'abc', name: 'Ada' });
  // Accepted: the clocks differ by less than the tolerance.
  assert.deepEqual(await read(await sign({}, -60), 'n1'), { id: 'abc', name: 'Ada' });
  const later = now + 60;
  assert.deepEqual(await read(await sign({ iat: later, nbf: later }), 'n1'), { id: 'abc', name: 'Ada' });
  const wrong: Record<string, Promise<string> | string> = {
    'another nonce': sign({ nonce: 'n2' }),
    'no nonce': sign({ nonce: undefined }),
    'another issuer': sign({ iss: 'http://evil.test/auth' }),
    'another audience': sign({ aud: 'other' }),
    'no name': sign({ name: undefined }),
    'a name that is none': sign({ name: '' }),
    expired: sign({}, -360),
    'not yet valid': sign({ nbf: now + 360 }),
    'signed by somebody else': sign({}, 3600, other.privateKey),
    'not signed': new UnsecuredJWT(claims).setExpirationTime(now + 3600).encode(),
    'no token': '',
  };
  for (const [name, token] of Object.entries(wrong)) {
    await assert.rejects(read(await token, 'n1'), Error, name);
  }
});
