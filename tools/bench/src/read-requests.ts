import type { ReadJob } from './generator-job.ts';
import type { RequestSource } from './request-source.ts';

/** The same `GET` for each request, with the cookies of the players in turn. */
export function readRequests({ path, headers, players, status }: ReadJob): RequestSource {
  const requests = players.map(({ cookie }) => ({ path, headers: { ...headers, cookie } }));
  if (requests.length === 0) requests.push({ path, headers: { ...headers } as { cookie: string } });
  let sent = 0;
  return {
    expectedStatus: status,
    acknowledged: [],
    playersUsed: 0,
    next: () => requests[sent++ % requests.length] ?? { path },
    acknowledge: () => undefined,
    resendUnanswered: async () => ({ answers: 0, wrong: [] }),
  };
}
