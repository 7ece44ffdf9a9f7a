import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { newPlayer } from './support/new-player.ts';
import { sharedSystem } from './support/shared-system.ts';
import { wrongWords } from './support/words.ts';

const motus = sharedSystem();

test('no route, page, cookie, log line, metric or stored byte holds the answer before a play has ended', async () => {
  const player = await newPlayer(motus);
  const { day } = (await player.today()).game;
  const answer = await motus.answer(day);
  const seen: string[] = [];
  const look = async (path: string) => {
    const { text, headers, url } = await player.get(path);
    seen.push(`${path} ${url} ${[...headers].flat().join(' ')} ${text}`);
    return text;
  };
  for (const [i, word] of wrongWords(answer, 3).entries()) {
    await player.attempt({ day, row: i + 1, word });
    const conflict = await player.attempt({ day, row: i + 1, word: wrongWords(answer, 5)[4] ?? '' });
    seen.push(conflict.text);
  }
  const page = await look('/');
  const assets = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
  assert.ok(assets.length >= 2, 'the page names its files');
  const api = [
    'me',
    'today',
    'plays',
    'statistics',
    'docs/json',
    ...['day', 'week', 'month', 'all'].map((p) => `leaderboards/${p}`),
  ];
  for (const path of [
    ...assets,
    ...api.map((name) => `/api/${name}`),
    '/auth/.well-known/openid-configuration',
  ]) {
    await look(path);
  }
  for (const { key, value } of await player.jar.getCookies(`${motus.system.urls.public}/login`)) {
    seen.push(`${key} ${decodeURIComponent(value)} ${Buffer.from(value, 'base64').toString('latin1')}`);
  }
  const { ports } = motus.system;
  for (const name of ['auth1', 'auth2', 'motus1', 'motus2', 'score1', 'score2'] as const) {
    const metrics = await (await fetch(`http://127.0.0.1:${ports[name]}/metrics`)).text();
    assert.match(metrics, /http_requests_total/);
    seen.push(metrics);
  }
  seen.push(...motus.logs, await storedBytes());

  const traces = seen.filter((text) => text.toUpperCase().includes(answer));
  assert.deepEqual(traces, []);

  // The search finds it where it may be: so it would have found it before.
  const { text } = await player.attempt({ day, row: 4, word: answer });
  assert.ok(text.includes(answer));
  assert.ok((await storedBytes()).includes(answer), 'the winning row is in the ledger');
});

/** Everything that both stores have written to their files. */
async function storedBytes(): Promise<string> {
  let bytes = '';
  for (const store of ['auth-store', 'score-store']) {
    const dir = join(motus.stateDir, store);
    for (const file of await readdir(dir, { recursive: true, withFileTypes: true })) {
      if (file.isFile()) bytes += await readFile(join(file.parentPath, file.name), 'latin1');
    }
  }
  return bytes;
}
