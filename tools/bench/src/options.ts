import { parseArgs } from 'node:util';
import type { Period } from '@motus/contracts';
import { UsageError, wholeNumber, wordList } from '@motus/measurement';

/** What can be measured beside the guess, in the order in which it is. */
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

/** The number of connections that the last line and most comparisons are about. */
export const USUAL_CONNECTIONS = 32;

/** What the person at the terminal asked for, checked. */
export interface BenchOptions {
  /** How long each measurement takes, in seconds. */
  readonly seconds: number;
  /** How often each is repeated, in turn with the others. */
  readonly rounds: number;
  /** Connections at the same time, ascending; the usual number is always among them. */
  readonly connections: readonly number[];
  readonly parts: readonly Part[];
  /** Players who register and log in as a person does. */
  readonly players: number;
  /** How many entries each leaderboard gets; that of all time as many as there are plays. */
  readonly boards: Readonly<Record<Period, number>>;
  /** A bench for CI: the same code with less of everything. */
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
 * Reads the words of the command line.
 *
 * @throws UsageError with what is wrong
 */
export function readOptions(args: readonly string[]): BenchOptions {
  const given = parse(args);
  const short = given.short ?? false;
  const usual = short ? SHORT : FULL;
  const parts = wordList(given.only);
  const unknown = parts.find((part) => !PARTS.some((known) => known === part));
  if (unknown !== undefined)
    throw new UsageError(`--only: there is no part "${unknown}"; there are ${PARTS.join(', ')}`);
  const asked = wordList(given.connections ?? '1,32,128').map((text) =>
    wholeNumber('connections', text, 1000),
  );
  return {
    ...usual,
    seconds: given.seconds === undefined ? usual.seconds : wholeNumber('seconds', given.seconds, 60),
    connections: [...new Set([...asked, USUAL_CONNECTIONS])].sort((a, b) => a - b),
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
