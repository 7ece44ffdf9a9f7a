import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadLexicon } from '@motus/lexicon';
import { SERVICE_NAMES, STORE_NODE_NAMES } from '@motus/local-system';
import { until } from '@motus/testing';
import type { HttpPlayer } from '@motus/testing/player';
import { wrongWords } from '@motus/testing/player';
import { newPlayer } from '../../src/support/new-player.ts';
import { operate } from '../../src/support/operator.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();
const lexicon = loadLexicon();

test('no route, page, cookie, log line, metric or stored byte contains the answer before a play has ended', async () => {
  const day = await dayWithUnusualAnswer();
  const answer = await motus.answer(day);
  const spellings = lexicon.spellings(answer);
  const traces = tracesOf(answer);
  await motus.setClock(`${day}T12:00:00Z`);
  const player = await newPlayer(motus);
  await operate(motus, 'grant', player.name);
  await player.login();
  assert.equal(
    (await player.get('/api/operator/actions')).status,
    200,
    'the routes of operators are searched, too',
  );
  await until(async () => (await player.today()).game.day === day);
  const seen: string[] = [];
  for (const [i, word] of wrongWords(answer, 3).entries()) {
    const archived = await player.attempt({ day, row: i + 1, word, archive: true });
    const accepted = await player.attempt({ day, row: i + 1, word });
    const conflict = await player.attempt({ day, row: i + 1, word: wrongWords(answer, 5)[4] ?? '' });
    seen.push(archived.text, accepted.text, conflict.text, (await player.get(`/api/archive/${day}`)).text);
  }
  seen.push(await everyPage(player));
  for (const { key, value } of await player.jar.getCookies(`${motus.system.urls.public}/login`)) {
    seen.push(`${key} ${decodeURIComponent(value)} ${Buffer.from(value, 'base64').toString()}`);
  }
  seen.push(await metrics(), ...motus.logs, await storedBytes());

  assert.deepEqual(seen.flatMap(traces), []);

  // Positive control: the search finds the answer where it may be after the play has ended.
  const { text, json } = await player.attempt({ day, row: 4, word: answer });
  assert.deepEqual([json.answer, json.spellings], [answer, spellings]);
  for (const shown of [answer, ...spellings, encodeURIComponent(spellings[0] ?? '')]) {
    assert.ok(text.includes(shown) && traces(text).length > 0, shown);
  }
  assert.ok((await storedBytes()).includes(answer), 'the winning row is in the ledger');
});

/** A search for the answer and its spellings, case-insensitive; returns those that a text contains. */
function tracesOf(answer: string): (text: string) => string[] {
  const spellings = lexicon.spellings(answer);
  const sought = [answer, ...spellings, ...spellings.map(encodeURIComponent)].map((word) =>
    word.toUpperCase(),
  );
  return (text) => {
    const searched = text.toUpperCase();
    return sought.filter((word) => searched.includes(word));
  };
}

/**
 * A day whose answer has an accent and does not occur in pages, metrics or logs anyway (SERVICE, VERSION …), so that any
 * occurrence is a leak.
 */
async function dayWithUnusualAnswer(): Promise<string> {
  const visitor = await newPlayer(motus);
  const ordinary = [await everyPage(visitor), await metrics(), ...motus.logs].join(' ');
  for (let i = 0; i < 50; i++) {
    const day = new Date(Date.parse('2026-12-01') + i * 86_400_000).toISOString().slice(0, 10);
    const answer = await motus.answer(day);
    const [spelling = ''] = lexicon.spellings(answer);
    if (spelling.toUpperCase() !== answer && tracesOf(answer)(ordinary).length === 0) return day;
  }
  throw new Error('50 consecutive answers have no accent or occur in the texts of the system');
}

/** The responses to all GET requests of a player and an operator, with headers. */
async function everyPage(player: HttpPlayer): Promise<string> {
  const page = (await player.get('/')).text;
  const assets = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
  assert.ok(assets.length >= 2, 'the page names its files');
  const boards = ['day', 'week', 'month', 'all'].map((period) => `leaderboards/${period}`);
  const ofOperators = ['actions', 'reports', 'days', 'blocked-words'].map((name) => `operator/${name}`);
  const ofPlayers = [
    'me',
    'today',
    'plays',
    'statistics',
    'archive?month=2026-11',
    'leagues',
    'docs/json',
    ...boards,
  ];
  const api = [...ofPlayers, ...ofOperators].map((name) => `/api/${name}`);
  const texts: string[] = [];
  for (const path of ['/', ...assets, ...api, '/auth/.well-known/openid-configuration']) {
    const { text, headers, url } = await player.get(path);
    texts.push(url, ...[...headers].flat(), text);
  }
  return texts.join(' ');
}

async function metrics(): Promise<string> {
  const { ports } = motus.system;
  const texts = await Promise.all(
    SERVICE_NAMES.map(async (name) => (await fetch(`http://127.0.0.1:${ports[name]}/metrics`)).text()),
  );
  for (const text of texts) assert.match(text, /http_requests_total/);
  return texts.join(' ');
}

/** The content of all files of both Redis of both stores. */
async function storedBytes(): Promise<string> {
  let bytes = '';
  for (const store of STORE_NODE_NAMES) {
    const dir = join(motus.stateDir, store);
    for (const file of await readdir(dir, { recursive: true, withFileTypes: true })) {
      if (file.isFile()) bytes += await readFile(join(file.parentPath, file.name), 'utf8');
    }
  }
  return bytes;
}
