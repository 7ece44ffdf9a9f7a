import type { Client } from 'autocannon';
import type { LoadPlayer, PlayJob } from './generator-job.ts';
import type { AcknowledgedAttempt } from './journal.ts';
import type { RequestSource } from './request-source.ts';

const ROWS = 6;

/** The last attempt that a connection sent, and for which player. */
interface SentAttempt {
  readonly player: LoadPlayer;
  readonly attempt: AcknowledgedAttempt;
}

/** Attempts of real plays: each connection sends six wrong rows for one player, then continues with the next player. */
export function playRequests(origin: string, { day, words, players, reusePlayers }: PlayJob): RequestSource {
  const lastSent = new Map<Client, SentAttempt>();
  const acknowledged: AcknowledgedAttempt[] = [];
  let playersUsed = 0;

  function nextPlayer(): LoadPlayer | undefined {
    if (reusePlayers && playersUsed === players.length) playersUsed = 0;
    return players[playersUsed++];
  }

  function attemptAfter(last: SentAttempt | undefined): SentAttempt {
    const samePlay = last !== undefined && last.attempt.row < ROWS;
    const player = samePlay ? last.player : nextPlayer();
    if (player === undefined) throw new Error(`${players.length} players are too few for this load`);
    const row = samePlay ? last.attempt.row + 1 : 1;
    const word = words[(playersUsed + row) % words.length] ?? '';
    return { player, attempt: { player: player.id, row, word } };
  }

  function requestOf({ player, attempt: { row, word } }: SentAttempt) {
    return {
      method: 'POST' as const,
      path: '/api/attempts',
      headers: { 'content-type': 'application/json', accept: 'application/json', cookie: player.cookie },
      body: JSON.stringify({ day, row, word }),
    };
  }

  return {
    expectedStatus: 200,
    acknowledged,
    get playersUsed() {
      return playersUsed;
    },
    next(client) {
      const attempt = attemptAfter(lastSent.get(client));
      lastSent.set(client, attempt);
      return requestOf(attempt);
    },
    acknowledge(client) {
      const sent = lastSent.get(client);
      if (sent !== undefined) acknowledged.push(sent.attempt);
    },
    // The page does the same when it gets no answer: repeating a stored attempt changes nothing.
    async resendUnanswered() {
      const wrong: string[] = [];
      for (const sent of lastSent.values()) {
        const { path, ...init } = requestOf(sent);
        const response = await fetch(origin + path, init);
        if (response.status === 200) acknowledged.push(sent.attempt);
        else wrong.push(`${response.status} ${await response.text()}`);
      }
      return { answers: lastSent.size, wrong };
    },
  };
}
