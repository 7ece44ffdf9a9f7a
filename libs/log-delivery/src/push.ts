import { text } from 'node:stream/consumers';

/** The outcome of a push: a `failed` one is repeated, a `refused` one is not. */
export type PushResult =
  | { outcome: 'accepted' }
  | { outcome: 'refused'; message: string }
  | {
      outcome: 'failed';
      message: string;
      /** `Retry-After`: how long to wait before the next push, in milliseconds. */
      retryAfter: number;
    };

/** How much of an answer of Loki is repeated in a message, in characters. */
const MESSAGE_LENGTH = 300;

/**
 * Sends compressed batches to one Loki, over one connection that is kept. With node:http, because `fetch` takes 9 MB more
 * in a thread of its own.
 *
 * @param origin scheme, host and port of Loki
 * @param now    the clock, in milliseconds since 1970, for a Retry-After that is a date
 * @see https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs
 */
export function createPusher(
  origin: string,
  now: () => number = Date.now,
): (body: Buffer, signal: AbortSignal) => Promise<PushResult> {
  const url = new URL('/loki/api/v1/push', origin);
  // Only one of the two: node:https takes 4 MB more in a thread.
  const { Agent, request } =
    url.protocol === 'https:'
      ? process.getBuiltinModule('node:https')
      : process.getBuiltinModule('node:http');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return (body, signal) =>
    new Promise((resolve) => {
      const fail = (error: Error & { code?: string }) =>
        resolve({
          outcome: 'failed',
          message: signal.aborted ? 'no answer in time' : (error.code ?? error.message),
          retryAfter: 0,
        });
      const headers = {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        'content-length': body.length,
      };
      request(url, { method: 'POST', agent, headers, signal }, (response) => {
        text(response).then((answer) => {
          const { statusCode = 0, headers } = response;
          resolve(resultOf(statusCode, millisecondsOf(headers['retry-after'], now()), answer));
        }, fail);
      })
        .on('error', fail)
        .end(body);
    });
}

function resultOf(status: number, retryAfter: number, answer: string): PushResult {
  if (status >= 200 && status < 300) return { outcome: 'accepted' };
  const message = `${status} ${answer.trim().slice(0, MESSAGE_LENGTH)}`.trim();
  if (status >= 400 && status < 500 && status !== 429) return { outcome: 'refused', message };
  return { outcome: 'failed', message, retryAfter };
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function millisecondsOf(retryAfter: string | undefined, now: number): number {
  if (retryAfter === undefined) return 0;
  const wait = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now;
  return Number.isNaN(wait) ? 0 : Math.max(wait, 0);
}
