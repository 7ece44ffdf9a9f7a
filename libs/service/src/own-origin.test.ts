import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogger } from './logger.ts';
import { createService } from './service.ts';

const logger = createLogger({ service: 'test', instance: 'test1', level: 'silent' });

type Headers = Record<string, string | string[]>;
type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Sends requests to a service with a route for each method. */
async function statusOf(publicUrl: string) {
  const app = await createService({ logger, publicUrl });
  app.addHook('onRequest', async (_request, reply) => void reply.header('x-of-the-app', 'yes'));
  app.route({
    method: ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/',
    handler: async () => 'yes',
  });
  const send = (headers: Headers, method: Method = 'POST') => app.inject({ method, url: '/', headers });
  return {
    send,
    status: async (headers: Headers, method?: Method) => (await send(headers, method)).statusCode,
  };
}

test('refuses unsafe requests of another origin with 403, a code, a message and the id of the request', async () => {
  const { send } = await statusOf('https://motus.example');
  const { statusCode, headers, json } = await send({ origin: 'https://evil.example', 'x-request-id': 'r1' });
  assert.equal(statusCode, 403);
  assert.deepEqual(json(), {
    code: 'foreign_origin',
    message: 'Cette requête ne vient pas du jeu, dont l’adresse est https://motus.example.',
    requestId: 'r1',
  });
  assert.equal(headers['x-of-the-app'], 'yes', 'with the headers that the application sets on all answers');
});

test('refuses every unsafe method, and no safe one', async () => {
  const { status } = await statusOf('https://motus.example');
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
    assert.equal(await status({ origin: 'https://evil.example' }, method), 403, method);
  for (const method of ['GET', 'HEAD', 'OPTIONS'] as const)
    assert.equal(await status({ origin: 'https://evil.example' }, method), 200, method);
});

test('compares scheme, host and port with PUBLIC_URL', async () => {
  const { status } = await statusOf('https://motus.example');
  // A front may send the request on under another name.
  const host = 'motus1:3021';
  assert.equal(await status({ host, origin: 'https://motus.example' }), 200);
  for (const origin of [
    'null',
    '',
    'http://motus.example',
    'https://motus.example:8443',
    'https://motus.example.',
    'https://MOTUS.example',
    'https://motus.example/',
    'https://motus.example.evil.example',
    'https://evil-motus.example',
    'https://www.motus.example',
    'https://user@motus.example',
    'https://motus.example, https://evil.example',
    'http://motus1:3021',
    'https://motus1:3021',
  ])
    assert.equal(await status({ host, origin }), 403, origin);
  assert.equal(
    await status({ host, origin: ['https://motus.example', 'https://evil.example'] }),
    403,
    'twice',
  );
});

test('takes the address that the request was sent to, if it is localhost or an IP address', async () => {
  const { status } = await statusOf('http://localhost:3101');
  for (const host of [
    'localhost:3101',
    '127.0.0.1:3101',
    '[::1]:3101',
    '192.168.1.20:3101',
    'localhost:5173',
    '10.0.0.2',
  ])
    assert.equal(await status({ host, origin: `http://${host}` }), 200, host);
  for (const [host, origin] of [
    ['127.0.0.1:3101', 'http://127.0.0.1:4000'],
    ['localhost:3101', 'http://localhost:4000'],
    ['localhost:3101', 'https://localhost:3101'],
    ['localhost:3101', 'http://127.0.0.1:3101'],
    // A name that leads here (DNS rebinding).
    ['evil.example:3101', 'http://evil.example:3101'],
    ['127.0.0.1.evil.example', 'http://127.0.0.1.evil.example'],
    ['localhost@evil.example', 'http://evil.example'],
    ['a b', 'http://a b'],
  ] as const)
    assert.equal(await status({ host, origin }), 403, `${origin} at ${host}`);
});

test('without Origin, goes by Sec-Fetch-Site', async () => {
  const { status } = await statusOf('http://localhost:3101');
  for (const site of ['same-origin', 'none'])
    assert.equal(await status({ 'sec-fetch-site': site }), 200, site);
  for (const site of ['cross-site', 'same-site', '', 'same-origin, cross-site'])
    assert.equal(await status({ 'sec-fetch-site': site }), 403, site);
});

test('takes requests of programs, which send neither header', async () => {
  const { status } = await statusOf('http://localhost:3101');
  assert.equal(await status({}), 200);
});
