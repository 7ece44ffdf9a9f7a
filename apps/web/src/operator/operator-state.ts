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
import { createMutations, type Mutations } from '../app/mutations.ts';
import { createResource, type Resource } from '../app/resource.ts';
import { lettersOf } from '../game/board/letters.ts';
import type { Retry } from '../platform/request-retry.ts';
import type { OperatorApi } from './operator-api.ts';

/** Selects the reports on screen. */
export interface ReportsPage {
  readonly handled: boolean;
  /** How many newer reports to skip. */
  readonly from: number;
}

/** What an operator sees and does. After each mutation, the changed data and the log are loaded again. */
export interface OperatorState {
  readonly reports: Resource<ReportsPage, ReportedWords>;
  readonly days: Resource<null, ChosenDays>;
  readonly blockedWords: Resource<null, BlockedWords>;
  readonly actions: Resource<null, OperatorActions>;
  /** The word revealed last; null before the first. */
  readonly revealed: ReadonlySignal<RevealedDay | null>;
  /** The day whose word was chosen last on this page; null before the first. */
  readonly chosen: ReadonlySignal<Day | null>;
  readonly mutations: Mutations;
  load(): void;
  handle(report: WordReport, handled: boolean): Promise<boolean>;
  choose(day: Day, word: string): Promise<boolean>;
  removeChoice(day: Day): Promise<boolean>;
  reveal(day: Day): Promise<boolean>;
  /** @param word as typed */
  block(word: string): Promise<boolean>;
  unblock(word: string): Promise<boolean>;
}

/** @param onDisqualified called when the operator may have lost the play of a day that is being played */
export function createOperator(
  retry: Retry,
  api: OperatorApi,
  onDisqualified: () => Promise<void>,
): OperatorState {
  const mutations = createMutations(retry);
  const reports = createResource(retry, ({ handled, from }: ReportsPage) => api.reports(handled, from));
  const days = createResource(retry, (_: null) => api.days());
  const blockedWords = createResource(retry, (_: null) => api.blockedWords());
  const actions = createResource(retry, (_: null) => api.actions());
  const revealed = signal<RevealedDay | null>(null);
  const chosen = signal<Day | null>(null);

  /** Runs a mutation, then reloads the log: it also has the refused ones. */
  const mutate: Mutations['run'] = async (send, onSuccess) => {
    const done = await mutations.run(send, onSuccess);
    void actions.load(null);
    return done;
  };
  const loadDays = () => days.load(null);
  const loadBlockedWords = () => blockedWords.load(null);

  return {
    reports,
    days,
    blockedWords,
    actions,
    revealed,
    chosen,
    mutations,
    load() {
      void reports.load({ handled: false, from: 0 });
      for (const each of [days, blockedWords, actions]) void each.load(null);
    },
    handle: (report, handled) =>
      mutate(
        () => api.handle(report, handled),
        () => reports.load({ handled: !handled, from: 0 }),
      ),
    choose: (day, word) =>
      mutate(
        () => api.choose(day, word),
        () => {
          chosen.value = day;
          return loadDays();
        },
      ),
    removeChoice: (day) => mutate(() => api.removeChoice(day), loadDays),
    reveal: (day) =>
      mutate(
        () => api.reveal(day),
        (shown) => {
          revealed.value = shown;
          return Promise.all([loadDays(), onDisqualified()]);
        },
      ),
    block: (word) => mutate(() => api.block(lettersOf(word), true), loadBlockedWords),
    unblock: (word) => mutate(() => api.block(word, false), loadBlockedWords),
  };
}
