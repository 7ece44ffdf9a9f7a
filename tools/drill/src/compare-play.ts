import type { PlaySummary, Row } from '@motus/contracts';
import { finished } from './expected.ts';
import type { JournalPlay } from './journal.ts';

/** Something that the ledger and the journal do not agree on. */
export interface Difference {
  readonly kind: 'lost' | 'doubled';
  /** The phase of the drill in which the attempt was acknowledged. */
  readonly phase: number;
  readonly line: string;
}

/**
 * Compares a play as the journal has it with the ledger's: the acknowledged rows and no others, but for the one that was
 * sent and never acknowledged, which may be there or not.
 *
 * @param rows    the ledger's; undefined where the API no longer shows the play, as it does not on the day after
 * @param summary of the finished play, in the player's history
 */
export function comparePlay(
  play: JournalPlay,
  rows: readonly Row[] | undefined,
  summary: PlaySummary | undefined,
): Difference[] {
  const { player, attempts, pending } = play;
  const differences: Difference[] = [];
  const note = (kind: Difference['kind'], phase: number, line: string) =>
    differences.push({ kind, phase, line: `${player}, ${line}` });
  for (const { row, word, pattern, at, phase } of rows === undefined ? [] : attempts) {
    const found = rows?.[row - 1];
    if (found === undefined) note('lost', phase, `row ${row} ${word} is not in the ledger`);
    else if (found.word !== word || found.pattern.join() !== pattern.join() || found.at !== at)
      note(
        'lost',
        phase,
        `row ${row} ${word} is ${found.word} in the ledger, or otherwise coloured or dated`,
      );
  }
  const lastPhase = attempts.at(-1)?.phase ?? 0;
  for (const { word } of rows?.slice(attempts.length + (pending === undefined ? 0 : 1)) ?? [])
    note('doubled', lastPhase, `${word} is in the ledger and was acknowledged as another row, or never sent`);
  const extra = rows?.[attempts.length];
  if (pending !== undefined && extra !== undefined && extra.word !== pending)
    note('doubled', lastPhase, `${extra.word} is in the ledger instead of ${pending}`);

  const end = finished(play);
  if (end !== undefined) {
    const { attempts: count, points, finishedAt } = end;
    const agrees =
      summary?.attempts === count && summary.points === points && summary.finishedAt === finishedAt;
    if (!agrees)
      note('lost', lastPhase, `the finished play is not so in the history: ${JSON.stringify(summary)}`);
  } else if (summary !== undefined && pending === undefined) {
    note('doubled', lastPhase, `a play that goes on is finished in the history: ${JSON.stringify(summary)}`);
  }
  return differences;
}
