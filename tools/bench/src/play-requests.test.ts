import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { Client } from 'autocannon';
import { playRequests } from './play-requests.ts';

const PLAYERS = ['a', 'b', 'c'].map((id) => ({ id, cookie: `motus_session=${id}` }));
const LOAD = {
  kind: 'play',
  day: '2026-11-21',
  words: ['BALLON', 'BATEAU'],
  players: PLAYERS,
  reusePlayers: false,
} as const;

/** Only identifies a connection: `playRequests` uses nothing else of it. */
const connection = () => new EventEmitter() as Client;

function bodyOf({
  body,
  headers,
}: {
  body?: unknown;
  headers?: { cookie?: string | undefined } | undefined;
}) {
  return { ...JSON.parse(String(body)), cookie: headers?.cookie };
}

test('a connection plays the six rows of one player, then those of the next', () => {
  const requests = playRequests('http://127.0.0.1', LOAD);
  const one = connection();
  const sent = Array.from({ length: 7 }, () => bodyOf(requests.next(one)));
  assert.deepEqual(
    sent.map(({ row }) => row),
    [1, 2, 3, 4, 5, 6, 1],
  );
  assert.deepEqual([...new Set(sent.slice(0, 6).map(({ cookie }) => cookie))], ['motus_session=a']);
  assert.equal(sent[6].cookie, 'motus_session=b');
  assert.equal(requests.playersUsed, 2);
});

test('two connections never play for the same player', () => {
  const requests = playRequests('http://127.0.0.1', LOAD);
  const cookies = [connection(), connection()].map((client) => bodyOf(requests.next(client)).cookie);
  assert.deepEqual(cookies, ['motus_session=a', 'motus_session=b']);
});

test('players are reused from the first for a server that stores nothing', () => {
  const requests = playRequests('http://127.0.0.1', { ...LOAD, reusePlayers: true });
  const cookies = Array.from({ length: 4 }, () => bodyOf(requests.next(connection())).cookie);
  assert.deepEqual(cookies, ['motus_session=a', 'motus_session=b', 'motus_session=c', 'motus_session=a']);
});

test('an attempt is acknowledged only after its answer', () => {
  const requests = playRequests('http://127.0.0.1', LOAD);
  const one = connection();
  const { word } = bodyOf(requests.next(one));
  assert.deepEqual(requests.acknowledged, []);
  requests.acknowledge(one);
  assert.deepEqual(requests.acknowledged, [{ player: 'a', row: 1, word }]);
});

test('unanswered requests are repeated unchanged at the end', async (t) => {
  const received: unknown[] = [];
  const server = createServer(async (request, response) => {
    received.push(JSON.parse(Buffer.concat(await request.toArray()).toString()));
    response.writeHead(received.length === 1 ? 200 : 503).end('{}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  t.after(() => server.close());
  const requests = playRequests(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, LOAD);
  const sent = [connection(), connection()].map((client) => JSON.parse(String(requests.next(client).body)));
  const { answers, wrong } = await requests.resendUnanswered();
  assert.deepEqual(received, sent);
  assert.equal(answers, 2);
  assert.deepEqual(wrong, ['503 {}']);
  assert.deepEqual(requests.acknowledged, [{ player: 'a', row: 1, word: sent[0].word }]);
});

test('a load with too few players fails', () => {
  const requests = playRequests('http://127.0.0.1', { ...LOAD, players: [] });
  assert.throws(() => requests.next(connection()), /too few/);
});
