import type { Leaderboard, Period, Player, Statistics } from '@motus/contracts';
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Caller, createCaller } from '../api/call.ts';
import { createApi } from '../api/game-api.ts';
import { createLeaguesApi } from '../api/leagues-api.ts';
import type { LayoutName } from '../keyboards/layouts.ts';
import type { Update } from '../offline/updates.ts';
import { languageFor } from '../texts/language.ts';
import { language, texts } from '../texts/texts.ts';
import { type Ask, createAsk } from './asking.ts';
import type { Device } from './device.ts';
import { createGameState, type GameState } from './game-state.ts';
import { createLeagues, type LeaguesState } from './leagues-state.ts';
import { createReportWord, type ReportWord } from './report-word.ts';
import { createResource, type Resource } from './resource.ts';
import { type Route, routeOf } from './route.ts';
import type { Settings } from './settings.ts';
import { createSettings, type SettingsState } from './settings-state.ts';
import type { Site } from './site.ts';

/** Who is at the page: not known yet (`trouble` says why, for the player), nobody who is logged in, or a player. */
export type Session =
  | { state: 'unknown'; trouble?: string }
  | { state: 'out' }
  | { state: 'in'; player: Player; operator: boolean };

/** Everything that the page knows. It needs no browser: what it takes from one is in {@link Surroundings}. */
export interface AppState {
  readonly site: Site;
  readonly settings: SettingsState;
  readonly device: Device;
  /** The keyboard to be shown. */
  readonly layout: ReadonlySignal<LayoutName>;
  /** A new version of the page, while there is one to go over to. */
  readonly update: Signal<Update | null>;
  readonly session: ReadonlySignal<Session>;
  readonly route: ReadonlySignal<Route>;
  /** True from a try that got no answer until one that does. */
  readonly connectionLost: ReadonlySignal<boolean>;
  readonly game: GameState;
  readonly leaderboard: Resource<Period, Leaderboard>;
  readonly statistics: Resource<null, Statistics>;
  readonly leagues: LeaguesState;
  readonly reportWord: ReportWord;
  /** For views that bring their own part of the API. */
  readonly caller: Caller;
  readonly ask: Ask;
  start(): Promise<void>;
  /** Reads again who is at the page and how the play stands, when the player comes back to it. */
  refresh(): Promise<void>;
  /** Follows the fragment of the address. */
  follow(hash: string): void;
}

export interface Surroundings extends Omit<Device, 'hardMode'> {
  site: Site;
  /** What the reader understands, the best first (BCP 47). */
  languages: readonly string[];
  /** Settings of this kind of device, where they differ from the usual. */
  defaults?: Partial<Settings>;
  /** The keyboard that the player is probably used to. */
  guessedLayout: ReadonlySignal<LayoutName>;
  /** Resolves after that many milliseconds, or as soon as the network seems to be back. */
  waitForNetwork(milliseconds: number): Promise<void>;
  /** A random UUID. */
  newId(): string;
  /** Goes to the view with this fragment, as a link does. */
  goTo(hash: string): void;
  /** Tells the other tabs that the play has gone on. */
  onPlayed(): void;
}

export function createAppState(surroundings: Surroundings): AppState {
  const { site, fetch, storage, languages, defaults, guessedLayout, waitForNetwork } = surroundings;
  const settings = createSettings(storage, defaults);
  const caller = createCaller(fetch);
  const api = createApi(caller);
  const session = signal<Session>({ state: 'unknown' });
  const route = signal<Route>(routeOf(''));
  const connectionLost = signal(false);

  effect(() => {
    const chosen = settings.current.value.language;
    language.value = chosen === 'auto' ? languageFor(languages) : chosen;
  });

  const ask = createAsk({
    wait: waitForNetwork,
    onConnection: (lost) => {
      connectionLost.value = lost;
    },
    onLoggedOut: () => {
      session.value = { state: 'out' };
      forget();
    },
  });
  const device: Device = {
    ...surroundings,
    hardMode: () => settings.current.value.hardMode,
  };
  const game = createGameState({ ...device, api, ask, onPlayed: surroundings.onPlayed });

  const statistics = createResource(ask, (_: null) => api.statistics());
  const leagues = createLeagues({ ...surroundings, api: createLeaguesApi(caller), ask });

  /** Drops what belongs to one player. */
  const forget = () => {
    game.forget();
    statistics.forget();
    leagues.forget();
  };

  const identify = async () => {
    const answer = await ask(() => api.me());
    const before = session.value;
    if (answer.ok) {
      const { player, operator } = answer.value;
      if (before.state === 'in' && before.player.id !== player.id) forget();
      session.value = { state: 'in', player, operator };
    } else if (answer.problem.kind === 'refused' && before.state === 'unknown') {
      const { code, message } = answer.problem;
      session.value = { state: 'unknown', trouble: texts.value.refusal(code, message) };
    }
  };

  const resume = () => {
    if (session.value.state !== 'in') return;
    game.resume(session.value.player.id);
    leagues.resume();
  };

  return {
    site,
    settings,
    device,
    layout: computed(() => {
      const { keyboard } = settings.current.value;
      return keyboard === 'auto' ? guessedLayout.value : keyboard;
    }),
    update: signal<Update | null>(null),
    session,
    route,
    connectionLost,
    game,
    leaderboard: createResource(ask, api.leaderboard),
    statistics,
    leagues,
    reportWord: createReportWord(ask, api),
    caller,
    ask,
    async start() {
      await Promise.all([identify(), game.load()]);
      resume();
    },
    async refresh() {
      await identify();
      if (session.value.state !== 'in') return;
      await game.load();
      resume();
    },
    follow: (hash) => {
      route.value = routeOf(hash);
    },
  };
}
