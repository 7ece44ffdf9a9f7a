import type {
  BlockedWords,
  ChosenDays,
  Day,
  OperatorActions,
  ReportedWords,
  RevealedDay,
  WordReport,
} from '@motus/contracts';
import { type ReadonlySignal, signal } from '@preact/signals';
import { type Changes, createChanges } from '../app/mutations.ts';
import { createResource, type Resource } from '../app/resource.ts';
import { lettersOf } from '../game/board/letters.ts';
import type { Ask } from '../platform/request-retry.ts';
import type { OperatorApi } from './operator-api.ts';

/** Which reports are on screen. */
export interface ReportsPage {
  readonly handled: boolean;
  /** How many newer ones are skipped. */
  readonly from: number;
}

/** What an operator sees and does. Each change is followed by a look at what it changed, and at the log. */
export interface OperatorState {
  readonly reports: Resource<ReportsPage, ReportedWords>;
  readonly days: Resource<null, ChosenDays>;
  readonly blockedWords: Resource<null, BlockedWords>;
  readonly actions: Resource<null, OperatorActions>;
  /** The word that was asked for last; null until one is. */
  readonly revealed: ReadonlySignal<RevealedDay | null>;
  readonly changes: Changes;
  open(): void;
  handle(report: WordReport, handled: boolean): Promise<boolean>;
  choose(day: Day, word: string): Promise<boolean>;
  removeChoice(day: Day): Promise<boolean>;
  reveal(day: Day): Promise<boolean>;
  /** @param word as typed */
  block(word: string): Promise<boolean>;
  unblock(word: string): Promise<boolean>;
}

export function createOperator(ask: Ask, api: OperatorApi): OperatorState {
  const changes = createChanges(ask);
  const reports = createResource(ask, ({ handled, from }: ReportsPage) => api.reports(handled, from));
  const days = createResource(ask, (_: null) => api.days());
  const blockedWords = createResource(ask, (_: null) => api.blockedWords());
  const actions = createResource(ask, (_: null) => api.actions());
  const revealed = signal<RevealedDay | null>(null);

  /** Makes a change; what was refused is in the log as well. */
  const change: Changes['make'] = async (send, then) => {
    const made = await changes.make(send, then);
    void actions.open(null);
    return made;
  };

  return {
    reports,
    days,
    blockedWords,
    actions,
    revealed,
    changes,
    open() {
      void reports.open({ handled: false, from: 0 });
      for (const each of [days, blockedWords, actions]) void each.open(null);
    },
    handle: (report, handled) =>
      change(
        () => api.handle(report, handled),
        () => reports.open({ handled: !handled, from: 0 }),
      ),
    choose: (day, word) =>
      change(
        () => api.choose(day, word),
        () => days.open(null),
      ),
    removeChoice: (day) =>
      change(
        () => api.removeChoice(day),
        () => days.open(null),
      ),
    reveal: (day) =>
      change(
        () => api.reveal(day),
        (shown) => {
          revealed.value = shown;
        },
      ),
    block: (word) =>
      change(
        () => api.block(lettersOf(word)),
        // A day for which it was chosen has lost it.
        () => Promise.all([blockedWords.open(null), days.open(null)]),
      ),
    unblock: (word) =>
      change(
        () => api.unblock(word),
        () => blockedWords.open(null),
      ),
  };
}
