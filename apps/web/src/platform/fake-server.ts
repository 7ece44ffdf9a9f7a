import type { Fetch } from './api-client.ts';

/** For tests: the response to a request. An error stands for a lost connection. */
export type Reply = { status?: number; body?: unknown } | Error;

/** For tests: a `fetch` with prepared responses that records the requests. */
export interface FakeServer {
  fetch: Fetch;
  /** Every request so far: `GET /api/me`, or `POST /api/attempts {"day":…}`. */
  readonly requests: readonly string[];
  /** Prepares the responses to the next requests for a path, in order; the last one is repeated. */
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

/** For tests: the attempts that the server has received. */
export function attemptsOf({ requests }: FakeServer): string[] {
  return requests.filter((request) => request.startsWith('POST /api/attempts'));
}
