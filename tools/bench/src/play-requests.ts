import type { Client } from 'autocannon';
import type { PlayLoad, Seat } from './generator-job.ts';
import type { AcknowledgedAttempt } from './journal.ts';
import type { Requests } from './requests.ts';

const ROWS = 6;

/** Where a connection is in its player's play. */
interface Turn {
  readonly seat: Seat;
  readonly attempt: AcknowledgedAttempt;
}

/** Real plays: each connection sends the rows of one player after the other, all wrong, then goes on with the next. */
export function player(origin: string, { day, words, seats, again }: PlayLoad): Requests {
  const turns = new Map<Client, Turn>();
  const acknowledged: AcknowledgedAttempt[] = [];
  let used = 0;

  function nextSeat(): Seat | undefined {
    if (again && used === seats.length) used = 0;
    return seats[used++];
  }

  function turnAfter(last: Turn | undefined): Turn {
    const goesOn = last !== undefined && last.attempt.row < ROWS;
    const seat = goesOn ? last.seat : nextSeat();
    if (seat === undefined) throw new Error(`${seats.length} players are too few for this load`);
    const row = goesOn ? last.attempt.row + 1 : 1;
    const word = words[(used + row) % words.length] ?? '';
    return { seat, attempt: { player: seat.player, row, word } };
  }

  function requestOf({ seat, attempt: { row, word } }: Turn) {
    return {
      method: 'POST' as const,
      path: '/api/attempts',
      headers: { 'content-type': 'application/json', accept: 'application/json', cookie: seat.cookie },
      body: JSON.stringify({ day, row, word }),
    };
  }

  return {
    status: 200,
    acknowledged,
    get seatsUsed() {
      return used;
    },
    next(client) {
      const turn = turnAfter(turns.get(client));
      turns.set(client, turn);
      return requestOf(turn);
    },
    answered(client) {
      const turn = turns.get(client);
      if (turn !== undefined) acknowledged.push(turn.attempt);
    },
    // As the page does without an answer: the same attempt again, which changes nothing where it had arrived.
    async settle() {
      const wrong: string[] = [];
      for (const turn of turns.values()) {
        const { path, ...init } = requestOf(turn);
        const response = await fetch(origin + path, init);
        if (response.status === 200) acknowledged.push(turn.attempt);
        else wrong.push(`${response.status} ${await response.text()}`);
      }
      return { answers: turns.size, wrong };
    },
  };
}
