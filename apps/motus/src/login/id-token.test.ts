import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createInternalClient } from '@motus/service';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { idTokenReader } from './id-token.ts';

const ISSUER = 'http://motus.test/auth';

test('an ID token counts only with the right signature, issuer, audience, expiry and nonce', async (t) => {
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
  const internalClient = createInternalClient(internalUrl);
  t.after(() => internalClient.close());
  const read = idTokenReader({ issuer: ISSUER, keysUrl: `${internalUrl}/auth/jwks`, internalClient });
  const claims = { sub: 'abc', name: 'Ada', nonce: 'n1', iss: ISSUER, aud: 'motus' };
  const sign = (changed: Record<string, unknown> = {}, expires = '1h', key = privateKey) =>
    new SignJWT({ ...claims, ...changed })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setExpirationTime(expires)
      .sign(key);

  assert.deepEqual(await read(await sign(), 'n1'), { id: 'abc', name: 'Ada' });
  // By a clock that is a little ahead, or behind.
  assert.deepEqual(await read(await sign({}, '-1m'), 'n1'), { id: 'abc', name: 'Ada' });
  const later = Date.now() / 1000 + 60;
  assert.deepEqual(await read(await sign({ iat: later, nbf: later }), 'n1'), { id: 'abc', name: 'Ada' });
  const wrong: Record<string, Promise<string> | string> = {
    'another nonce': sign({ nonce: 'n2' }),
    'no nonce': sign({ nonce: undefined }),
    'another issuer': sign({ iss: 'http://evil.test/auth' }),
    'another audience': sign({ aud: 'other' }),
    'no name': sign({ name: undefined }),
    'a name that is none': sign({ name: '' }),
    expired: sign({}, '-6m'),
    'not yet valid': sign({ nbf: Date.now() / 1000 + 360 }),
    'signed by somebody else': sign({}, '1h', other.privateKey),
    'not signed': new UnsecuredJWT(claims).setExpirationTime('1h').encode(),
    'no token': '',
  };
  for (const [name, token] of Object.entries(wrong)) {
    await assert.rejects(read(await token, 'n1'), Error, name);
  }
});
