import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { loadLexicon } from '@motus/lexicon';
import { createLogger, type Service } from '@motus/service';
import { buildMotus } from './app.ts';
import { readMotusSettings } from './settings.ts';

/** A call that another service received: method, path, id, and the ids of a batch. */
type Call = readonly [call: string, id: unknown, ...ids: unknown[]];

/** The game, whose calls to the other services are answered and recorded. */
async function game(t: TestContext): Promise<{ app: Service; calls: Call[] }> {
  const calls: Call[] = [];
  const others = createServer(async (request, response) => {
    const { method, url = '', headers } = request;
    const path = url.replace(/guest-[\w-]+/, ':guest').replace(/\d{4}-\d\d-\d\d/, ':day');
    const ids = headers['x-request-ids'];
    calls.push([`${method} ${path}`, headers['x-request-id'], ...(ids === undefined ? [] : [ids])]);
    const body = method === 'GET' || url === '/auth/token' ? {} : ((await json(request)) as Body);
    response.end(JSON.stringify(answerTo(url, body)));
  });
  await new Promise<void>((listening) => others.listen(0, '127.0.0.1', listening));
  t.after(() => {
    others.close();
    others.closeAllConnections();
  });
  const dir = await mkdtemp(join(tmpdir(), 'motus-ids-'));
  const [root, key] = [join(dir, 'page'), join(dir, 'key')];
  await mkdir(root);
  const metas = ['name', 'footer'].map((name) => `<meta name="motus:${name}" content="" />`);
  await writeFile(join(root, 'index.html'), `<head><title>-</title>${metas.join('')}</head>`);
  await writeFile(key, Buffer.alloc(32, 7).toString('base64url'));
  const settings = readMotusSettings({
    INSTANCE: 'motus1',
    PORT: '3021',
    INTERNAL_URL: `http://127.0.0.1:${(others.address() as AddressInfo).port}`,
    WEB_ROOT: root,
    MOTUS_CLIENT_SECRET_FILE: key,
    SESSION_KEY_FILE: key,
    DAILY_WORD_KEY_FILE: key,
  });
  const app = await buildMotus(
    settings,
    createLogger({ service: 'motus', instance: 'motus1', level: 'silent' }),
  );
  await rm(dir, { recursive: true });
  t.after(() => app.close());
  return { app, calls };
}

interface Body {
  readonly sealedAnswer?: string;
  readonly attempts?: readonly unknown[];
}

function answerTo(url: string, { sealedAnswer, attempts = [] }: Body): object {
  const [day = ''] = /\d{4}-\d\d-\d\d/.exec(url) ?? [];
  const play = { day, state: 'playing', rows: [], late: false, points: 0 };
  if (url === '/auth/token') return { access_token: 'token', expires_in: 600 };
  if (url.startsWith('/score/blockings?')) return { blockings: [] };
  if (url.startsWith('/score/days/')) return { day, sealedAnswer };
  if (url === '/score/attempts')
    return { results: attempts.map(() => ({ outcome: 'accepted', repeated: false, rows: [] })) };
  return { play, before: play };
}

test('gives every call the id of the request that caused it, also the calls that others wait for', async (t) => {
  const { app, calls } = await game(t);
  const today = (id: string) => app.inject({ url: '/api/today', headers: { 'x-request-id': id } });
  const first = await today('first');
  assert.equal(first.statusCode, 200, first.body);
  assert.deepEqual(calls, [
    ['POST /auth/token', 'first'],
    ['GET /score/guests/:guest/plays/:day/and-before', 'first'],
    ['GET /score/blockings?day=:day', 'first'],
    ['PUT /score/days/:day', 'first'],
  ]);
  calls.length = 0;
  await today('second');
  assert.deepEqual(calls, [['GET /score/guests/:guest/plays/:day/and-before', 'second']]);
});

test('sends a batch with the id of each of its attempts, the first one as its own', async (t) => {
  const { app, calls } = await game(t);
  const { headers, body } = await app.inject('/api/today');
  const cookie = String(headers['set-cookie']).split(';', 1)[0] ?? '';
  const { day, length, firstLetter } = JSON.parse(body).game;
  const word = loadLexicon().answers.find((one) => one.length === length && one.startsWith(firstLetter));
  calls.length = 0;
  const attempt = (id: string) =>
    app.inject({
      method: 'POST',
      url: '/api/attempts',
      headers: { cookie, 'x-request-id': id },
      payload: { day, row: 1, word },
    });
  const answers = await Promise.all(['a', 'b', 'c'].map(attempt));
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [200, 200, 200],
  );
  assert.deepEqual(calls, [['POST /score/attempts', 'a', 'a,b,c']]);
});
