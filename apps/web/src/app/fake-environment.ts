import type { GameView, Today } from '@motus/contracts';
import { pattern } from '@motus/game';
import { signal } from '@preact/signals';
import type { Fetch } from '../platform/api-client.ts';
import { createStorage } from '../platform/storage.ts';
import type { Surroundings } from './app-state.ts';

/** For tests: what one request gets. An error stands for a network that is away. */
export type Reply = { status?: number; body?: unknown } | Error;

/** For tests: a `fetch` that answers from prepared replies and keeps what was asked. */
export interface FakeServer {
  fetch: Fetch;
  /** Every request so far: `GET /api/me`, or `POST /api/attempts {"day":…}`. */
  readonly requests: readonly string[];
  /** What the next requests for a path get, one after the other; the last one stays. */
  reply(path: string, ...replies: Reply[]): void;
}

export function fakeServer(): FakeServer {
  const requests: string[] = [];
  const prepared = new Map<string, Reply[]>();
  return {
    requests,
    reply: (path, ...replies) => {
      prepared.set(path, replies);
    },
    async fetch(path, { method = 'GET', body }) {
      requests.push(`${method} ${path}${body ? ` ${body}` : ''}`);
      const replies = prepared.get(path) ?? [];
      const reply = (replies.length > 1 ? replies.shift() : replies[0]) ?? { status: 404, body: {} };
      if (reply instanceof Error) throw reply;
      if (reply.status === 204) return new Response(null, { status: 204 });
      return typeof reply.body === 'string'
        ? new Response(reply.body, { status: reply.status ?? 200 })
        : Response.json(reply.body, { status: reply.status ?? 200 });
    },
  };
}

/** For tests: a play of BULBES with these words as its rows. */
export function play(words: string[] = [], more: Partial<GameView> = {}): GameView {
  return {
    day: '2026-11-21',
    state: 'playing',
    late: false,
    points: 0,
    length: 6,
    firstLetter: 'B',
    rows: words.map((word, at) => ({ word, pattern: pattern(word, 'BULBES'), at })),
    ...more,
  };
}

/** For tests: the day of {@link play}, one hour before its end by the server's clock. */
export function today(game: GameView = play(), more: Partial<Today> = {}): Today {
  return { game, now: 10_000_000, nextWordAt: 13_600_000, ...more };
}

/** For tests: a quiet device on which nothing takes time, with a memory of its own. */
export function surroundings(fetch: Fetch, more: Partial<Surroundings> = {}): Surroundings {
  const items = new Map<string, string>();
  const wait = async () => {};
  return {
    site: { name: 'Motus', footer: '' },
    fetch,
    storage: createStorage(() => ({
      getItem: (name) => items.get(name) ?? null,
      setItem: (name, value) => void items.set(name, value),
    })),
    languages: ['fr-FR'],
    now: () => 0,
    wait,
    waitForNetwork: wait,
    calm: () => true,
    onCue() {},
    guessedLayout: signal('azerty' as const),
    newId: () => '11111111-2222-4333-8444-555555555555',
    goTo() {},
    onPlayed() {},
    ...more,
  };
}
