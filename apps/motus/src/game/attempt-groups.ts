import { type Attempt, type AttemptResult, MAX_ATTEMPTS_PER_REQUEST } from '@motus/contracts';
import type { ScoreClient } from '../score/score-client.ts';

/** Sends attempts to the score service in groups: what arrives in one turn of the event loop goes as one request. */
export interface AttemptGroups {
  /** What became of the attempt; rejects with a `ServiceError` when the group could not be delivered. */
  submit(attempt: Attempt, requestId: string): Promise<AttemptResult>;
}

interface Waiting {
  readonly attempt: Attempt;
  readonly requestId: string;
  readonly resolve: (result: AttemptResult) => void;
  readonly reject: (error: unknown) => void;
}

/** At rest a group is one attempt and waits for nothing; under load the cost of a request is shared. */
export function attemptGroups(score: Pick<ScoreClient, 'append'>): AttemptGroups {
  let group: Waiting[] = [];

  async function send(waiting: readonly Waiting[]): Promise<void> {
    try {
      // The group goes by the id of its first request; at rest that is the only one.
      const results = await score.append(
        waiting.map(({ attempt }) => attempt),
        waiting[0]?.requestId ?? '',
      );
      waiting.forEach(({ resolve, reject }, i) => {
        const result = results[i];
        if (result === undefined)
          reject(new Error('the score service answered for fewer attempts than it got'));
        else resolve(result);
      });
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  function flush(): void {
    const full = group;
    group = [];
    for (let i = 0; i < full.length; i += MAX_ATTEMPTS_PER_REQUEST) {
      void send(full.slice(i, i + MAX_ATTEMPTS_PER_REQUEST));
    }
  }

  return {
    submit: (attempt, requestId) =>
      new Promise((resolve, reject) => {
        if (group.length === 0) setImmediate(flush);
        group.push({ attempt, requestId, resolve, reject });
      }),
  };
}
