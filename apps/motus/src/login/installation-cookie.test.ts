import assert from 'node:assert/strict';
import { test } from 'node:test';
import cookies from '@fastify/cookie';
import Fastify from 'fastify';
import { installationCookie } from './installation-cookie.ts';

/** One of several games on a host; its cookies are text that begins with its seal. */
async function game(publicUrl: string, seal: string) {
  const app = Fastify();
  await app.register(cookies);
  const cookie = installationCookie({
    name: 'motus_guest',
    publicUrl,
    open: (text) => (text.startsWith(seal) ? text : undefined),
  });
  app.get('/read', async (request) => ({ value: cookie.read(request) ?? null }));
  app.get('/write', async (_request, reply) => cookie.write(reply, `${seal}-new`, 60));
  app.get('/clear', async (request, reply) => cookie.clear(request, reply));
  return app;
}

/** A browser: one cookie jar for all ports of a host (RFC 6265, section 8.5). */
function browser(jar: Record<string, string> = {}) {
  return {
    jar,
    async visit(app: Awaited<ReturnType<typeof game>>, url: string) {
      const response = await app.inject({ url, cookies: jar });
      for (const { name, value, maxAge } of response.cookies) {
        if (maxAge === 0) delete jar[name];
        else jar[name] = value;
      }
      return response.body === '' ? undefined : response.json().value;
    },
  };
}

test('two games on one host read, write and clear only their own cookie', async () => {
  const [one, two] = [await game('http://localhost:3101', 'one'), await game('http://localhost:4101', 'two')];
  const { jar, visit } = browser();
  await visit(one, '/write');
  assert.equal(await visit(two, '/read'), null);
  await visit(two, '/write');
  assert.deepEqual(jar, { motus_guest_3101: 'one-new', motus_guest_4101: 'two-new' });
  assert.equal(await visit(one, '/read'), 'one-new');
  await visit(two, '/clear');
  assert.deepEqual(jar, { motus_guest_3101: 'one-new' });
});

test('reads and clears an own cookie with the name without a port', async () => {
  const one = await game('http://localhost:3101', 'one');
  const { jar, visit } = browser({ motus_guest: 'one-old' });
  assert.equal(await visit(one, '/read'), 'one-old');
  await visit(one, '/write');
  assert.equal(await visit(one, '/read'), 'one-new');
  await visit(one, '/clear');
  assert.deepEqual(jar, {});
});

test('ignores and keeps a cookie of another game with the name without a port', async () => {
  const two = await game('http://localhost:4101', 'two');
  const { jar, visit } = browser({ motus_guest: 'one-old' });
  assert.equal(await visit(two, '/read'), null);
  await visit(two, '/write');
  await visit(two, '/clear');
  assert.deepEqual(jar, { motus_guest: 'one-old' });
});
