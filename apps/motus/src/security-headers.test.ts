import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { securityHeaders } from './security-headers.ts';

async function answers(https: boolean) {
  const app = Fastify();
  await app.register(securityHeaders, { https });
  app.get('/', async () => 'yes');
  app.get('/data', { config: { data: true } }, async () => ({}));
  app.get('/bug', async () => {
    throw new Error('bug');
  });
  const answersTo = (...urls: string[]) => Promise.all(urls.map((url) => app.inject(url)));
  return { documents: await answersTo('/', '/bug', '/nothing'), data: await answersTo('/data') };
}

test('sets the security headers of documents, on errors too', async () => {
  for (const { headers, statusCode } of (await answers(false)).documents) {
    assert.match(String(headers['content-security-policy']), /default-src 'self';.*frame-ancestors 'none'/);
    assert.equal(headers['x-content-type-options'], 'nosniff', String(statusCode));
    assert.equal(headers['referrer-policy'], 'same-origin');
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
  }
});

test('data cannot be read by other sites, sniffed or cached', async () => {
  for (const { headers } of (await answers(false)).data) {
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
    assert.equal(headers['cache-control'], 'no-store');
  }
});

test('sets Strict-Transport-Security only with TLS', async () => {
  const [withTls, without] = [await answers(true), await answers(false)];
  for (const { headers } of [...withTls.documents, ...withTls.data]) {
    assert.equal(headers['strict-transport-security'], 'max-age=31536000');
  }
  for (const { headers } of [...without.documents, ...without.data])
    assert.ok(!('strict-transport-security' in headers));
});
