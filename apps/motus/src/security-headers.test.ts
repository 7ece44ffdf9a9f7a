import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { securityHeaders } from './security-headers.ts';

async function answers(https: boolean) {
  const app = Fastify();
  await app.register(securityHeaders, { https });
  app.get('/', async () => 'yes');
  app.get('/bug', async () => {
    throw new Error('bug');
  });
  return Promise.all(['/', '/bug', '/nothing'].map((url) => app.inject(url)));
}

test('every answer says what the site never does, an error too', async () => {
  for (const { headers, statusCode } of await answers(false)) {
    assert.match(String(headers['content-security-policy']), /default-src 'self';.*frame-ancestors 'none'/);
    assert.equal(headers['x-content-type-options'], 'nosniff', String(statusCode));
    assert.equal(headers['referrer-policy'], 'same-origin');
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
  }
});

test('only with TLS the browser is told to insist on it', async () => {
  for (const { headers } of await answers(true)) {
    assert.equal(headers['strict-transport-security'], 'max-age=31536000');
  }
  for (const { headers } of await answers(false)) assert.ok(!('strict-transport-security' in headers));
});
