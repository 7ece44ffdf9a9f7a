import { parseArgs } from 'node:util';
import type { Period } from '@motus/contracts';
import { UsageError, wholeNumber, wordList } from '@motus/measurement';

/** What a bench can measure in addition to the guess, in the order of measurement. */
export const PARTS = [
  'redis',
  'reads',
  'login',
  'leaderboards',
  'loki',
  'scaling',
  'start',
  'frames',
] as const;
export type Part = (typeof PARTS)[number];

/** The number of connections of the summary line and of most comparisons. */
export const USUAL_CONNECTIONS = 32;

/** The validated options of the command line. */
export interface BenchOptions {
  /** Duration of each measurement. */
  readonly seconds: number;
  /** How often each load is measured, alternating with the others. */
  readonly rounds: number;
  /** Numbers of concurrent connections, ascending; always includes `USUAL_CONNECTIONS`. */
  readonly connections: readonly number[];
  readonly parts: readonly Part[];
  /** How many players register and log in through the pages. */
  readonly players: number;
  /** Number of entries of each leaderboard; that of `all` is also the number of plays. */
  readonly boards: Readonly<Record<Period, number>>;
  /** A bench for CI: the same parts with fewer rounds, players and entries. */
  readonly short: boolean;
}

export const USAGE = `usage: npm run bench -- [options]

  --seconds N          how long each measurement takes (default 2, 1 to 60)
  --connections A,B    connections at the same time (default 1,32,128; 32 is always among them)
  --only A,B           beside the guess only these parts, of ${PARTS.join(', ')}
  --short              all of it within a minute, for CI: what is wrong fails, what is slow does not`;

const FULL = {
  seconds: 2,
  rounds: 3,
  players: 32,
  boards: { day: 1000, week: 10_000, month: 100_000, all: 1_000_000 },
};
const SHORT = {
  seconds: 0.5,
  rounds: 1,
  players: 4,
  boards: { day: 100, week: 300, month: 1000, all: 10_000 },
};

/**
 * Parses the arguments of the command line.
 *
 * @throws UsageError that names the wrong argument
 */
export function readOptions(args: readonly string[]): BenchOptions {
  const given = parse(args);
  const short = given.short ?? false;
  const defaults = short ? SHORT : FULL;
  const parts = wordList(given.only);
  const unknown = parts.find((part) => !PARTS.some((known) => known === part));
  if (unknown !== undefined)
    throw new UsageError(`--only: there is no part "${unknown}"; there are ${PARTS.join(', ')}`);
  const connections = wordList(given.connections ?? '1,32,128').map((text) =>
    wholeNumber('connections', text, 1000),
  );
  return {
    ...defaults,
    seconds: given.seconds === undefined ? defaults.seconds : wholeNumber('seconds', given.seconds, 60),
    connections: [...new Set([...connections, USUAL_CONNECTIONS])].sort((a, b) => a - b),
    parts: PARTS.filter((part) => given.only === undefined || parts.includes(part)),
    short,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seconds: { type: 'string' },
        connections: { type: 'string' },
        only: { type: 'string' },
        short: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
