import type { PlaySummary, Row } from '@motus/contracts';
import { resultOf } from './expected.ts';
import type { JournalPlay } from './journal.ts';

/** A difference between the journal and the ledger. */
export interface Difference {
  readonly kind: 'lost' | 'doubled';
  /** The phase of the drill in which the attempt was acknowledged. */
  readonly phase: number;
  readonly line: string;
}

/**
 * Compares a play of the journal with the ledger, which must have exactly the acknowledged rows. A row that was sent and
 * not acknowledged may be there or not.
 *
 * @param rows    the rows of the ledger; undefined if the API does not show the play any more, as on the next day
 * @param summary the finished play in the history of the player
 */
export function comparePlay(
  play: JournalPlay,
  rows: readonly Row[] | undefined,
  summary: PlaySummary | undefined,
): Difference[] {
  const { player, attempts, pending } = play;
  const differences: Difference[] = [];
  const add = (kind: Difference['kind'], phase: number, line: string) =>
    differences.push({ kind, phase, line: `${player}, ${line}` });
  for (const { row, word, pattern, at, phase } of rows === undefined ? [] : attempts) {
    const found = rows?.[row - 1];
    if (found === undefined) add('lost', phase, `row ${row} ${word} is not in the ledger`);
    else if (found.word !== word || found.pattern.join() !== pattern.join() || found.at !== at)
      add('lost', phase, `row ${row} ${word} is ${found.word} in the ledger, or has another pattern or time`);
  }
  const lastPhase = attempts.at(-1)?.phase ?? 0;
  for (const { word } of rows?.slice(attempts.length + (pending === undefined ? 0 : 1)) ?? [])
    add('doubled', lastPhase, `${word} is in the ledger, but was acknowledged as another row or never sent`);
  const extra = rows?.[attempts.length];
  if (pending !== undefined && extra !== undefined && extra.word !== pending)
    add('doubled', lastPhase, `${extra.word} is in the ledger instead of ${pending}`);

  const result = resultOf(play);
  if (result !== undefined) {
    const { attempts: count, points, finishedAt } = result;
    const agrees =
      summary?.attempts === count && summary.points === points && summary.finishedAt === finishedAt;
    if (!agrees)
      add('lost', lastPhase, `the finished play is different in the history: ${JSON.stringify(summary)}`);
  } else if (summary !== undefined && pending === undefined) {
    add('doubled', lastPhase, `an unfinished play is finished in the history: ${JSON.stringify(summary)}`);
  }
  return differences;
}
