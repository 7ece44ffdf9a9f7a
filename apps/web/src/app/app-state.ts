import type { Leaderboard, Period, Statistics } from '@motus/contracts';
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createApi } from '../game/game-api.ts';
import { createGameState, type GameState } from '../game/game-state.ts';
import type { LayoutName } from '../game/keyboard/layouts.ts';
import { createReportWord, type ReportWord } from '../game/report-word.ts';
import { createLeaguesApi } from '../leagues/leagues-api.ts';
import { createLeagues, type LeaguesState } from '../leagues/leagues-state.ts';
import { type Caller, createCaller } from '../platform/api-client.ts';
import { languageFor } from '../platform/language.ts';
import type { Update } from '../platform/offline/updates.ts';
import { type Ask, createAsk } from '../platform/request-retry.ts';
import { language } from '../ui/texts/texts.ts';
import type { Device } from './environment.ts';
import { createResource, type Resource } from './resource.ts';
import { createWayBack } from './return-path.ts';
import { type Route, routeOf } from './route.ts';
import { createSession, ownerOf, type Session } from './session.ts';
import type { Settings } from './settings.ts';
import { createSettings, type SettingsState } from './settings-state.ts';
import type { Site } from './site.ts';

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
  /** To be called on the way to the login: this view is come back to. */
  keepPlace(): void;
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
  const wayBack = createWayBack(storage);
  const hash = signal('');
  const route = computed(() => routeOf(hash.value));
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
    onLoggedOut: () => void refresh(),
  });
  const device: Device = {
    ...surroundings,
    hardMode: () => settings.current.value.hardMode,
  };
  const game = createGameState({ ...device, api, ask, onPlayed: surroundings.onPlayed });

  const statistics = createResource(ask, (_: null) => api.statistics());
  const leagues = createLeagues({ ...surroundings, api: createLeaguesApi(caller), ask });

  const leaderboard = createResource(ask, api.leaderboard);
  const session = createSession({
    ask,
    me: api.me,
    onOther() {
      for (const known of [game, statistics, leaderboard, leagues]) known.forget();
    },
  });

  let refreshing = false;
  const refresh = async () => {
    // What is asked here may itself be refused to who is not logged in: that is no reason to begin again.
    if (refreshing) return;
    refreshing = true;
    await session.identify();
    const owner = ownerOf(session.current.value);
    if (owner !== null) {
      await game.load();
      game.resume(owner);
    }
    refreshing = false;
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
    session: session.current,
    route,
    connectionLost,
    game,
    leaderboard,
    statistics,
    leagues,
    reportWord: createReportWord(ask, api),
    caller,
    ask,
    keepPlace: () => wayBack.keep(hash.value),
    async start() {
      await refresh();
      const kept = wayBack.take();
      // Whoever came by another address wanted that.
      if (kept && !hash.value && session.current.value.state === 'in') surroundings.goTo(kept);
    },
    refresh,
    follow: (next) => {
      hash.value = next;
    },
  };
}
