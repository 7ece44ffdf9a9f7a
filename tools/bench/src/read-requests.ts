import type { ReadLoad } from './generator-job.ts';
import type { Requests } from './requests.ts';

/** The same `GET` again and again, by everybody in turn. */
export function reader({ path, headers, seats, status }: ReadLoad): Requests {
  const all = seats.map(({ cookie }) => ({ path, headers: { ...headers, cookie } }));
  if (all.length === 0) all.push({ path, headers: { ...headers } as { cookie: string } });
  let turn = 0;
  return {
    status,
    acknowledged: [],
    seatsUsed: 0,
    next: () => all[turn++ % all.length] ?? { path },
    answered: () => undefined,
    settle: async () => ({ answers: 0, wrong: [] }),
  };
}
