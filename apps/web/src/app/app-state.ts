import type { Leaderboard, Period, Statistics } from '@motus/contracts';
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createGameApi } from '../game/game-api.ts';
import { createGameState, type GameState } from '../game/game-state.ts';
import type { LayoutName } from '../game/keyboard/layouts.ts';
import { createReportWord, type ReportWord } from '../game/report-word.ts';
import { createLeaguesApi } from '../leagues/leagues-api.ts';
import { createLeagues, type LeaguesState } from '../leagues/leagues-state.ts';
import { type ApiClient, createApiClient } from '../platform/api-client.ts';
import { languageFor } from '../platform/language.ts';
import type { Update } from '../platform/offline/updates.ts';
import { createRetry, type Retry } from '../platform/request-retry.ts';
import { language } from '../ui/texts/texts.ts';
import type { Device, Environment } from './environment.ts';
import { createResource, type Resource } from './resource.ts';
import { createReturnPath } from './return-path.ts';
import { parseRoute, type Route } from './route.ts';
import { createSession, ownerOf, type Session, type SessionState } from './session.ts';
import { createSettings, type SettingsState } from './settings-state.ts';
import type { Site } from './site.ts';

/** The whole state of the page. It runs without a browser: what it needs from one is the {@link Environment}. */
export interface AppState {
  readonly site: Site;
  readonly settings: SettingsState;
  readonly device: Device;
  /** The layout of the keyboard on screen. */
  readonly layout: ReadonlySignal<LayoutName>;
  /** A new version of the page that can be applied; null if there is none. */
  readonly update: Signal<Update | null>;
  readonly session: ReadonlySignal<Session>;
  readonly route: ReadonlySignal<Route>;
  /** True from a request without a response until the next response. */
  readonly connectionLost: ReadonlySignal<boolean>;
  readonly game: GameState;
  /** The leaderboards, by period. */
  readonly leaderboard: Resource<Period, Leaderboard>;
  /** The statistics of the visitor: of an account, or of the guest of this browser. */
  readonly statistics: Resource<null, Statistics>;
  readonly leagues: LeaguesState;
  readonly reportWord: ReportWord;
  /** Call it before the player goes to the login page: the login returns to the current view. */
  saveReturnPath(): void;
  /** For features that are loaded on demand and have an API of their own. */
  readonly client: ApiClient;
  readonly retry: Retry;
  start(): Promise<void>;
  /** Reads the session and the play again, for instance when the player returns to the page. */
  refresh(): Promise<void>;
  /** Call it when the fragment of the address has changed. */
  setHash(hash: string): void;
}

export function createAppState(environment: Environment): AppState {
  const { site, fetch, storage, navigate, waitForNetwork } = environment;
  const settings = createSettings(storage, environment.defaults);
  followLanguage(settings, environment.languages);
  const client = createApiClient(fetch);
  const connectionLost = signal(false);
  const retry = createRetry({
    wait: waitForNetwork,
    onConnection: (lost) => {
      connectionLost.value = lost;
    },
    onVisitorUnknown: () => void refresh(),
    visitor: () => ownerOf(session.current.value),
    readVisitor: () => session.readOwner(),
  });

  const device: Device = { ...environment, hardMode: () => settings.current.value.hardMode };
  const features = createFeatures(environment, device, client, retry);
  const { game, leaderboard, statistics, leagues } = features;
  const session: SessionState = createSession({
    retry,
    me: () => client.call('GET /me'),
    onVisitorChange() {
      for (const known of [game, statistics, leaderboard, leagues]) known.clear();
    },
  });
  const refresh = createRefresh(session, game);

  const hash = signal('');
  const returnPath = createReturnPath(storage);
  return {
    site,
    settings,
    device,
    layout: createLayout(settings, environment.guessedLayout),
    update: signal<Update | null>(null),
    session: session.current,
    route: computed(() => parseRoute(hash.value)),
    connectionLost,
    ...features,
    saveReturnPath: () => returnPath.save(hash.value),
    client,
    retry,
    async start() {
      await refresh();
      const saved = returnPath.take();
      // An address that the player opened on purpose takes precedence.
      if (saved && !hash.value && session.current.value.state === 'player') navigate(saved);
    },
    refresh,
    setHash: (next) => {
      hash.value = next;
    },
  };
}

/** The features of the first view, and those whose data other views need. */
function createFeatures(
  { onPlayed, navigate, newId }: Environment,
  device: Device,
  client: ApiClient,
  retry: Retry,
): Pick<AppState, 'game' | 'leaderboard' | 'statistics' | 'leagues' | 'reportWord'> {
  const gameApi = createGameApi(client);
  return {
    game: createGameState({ ...device, api: gameApi, retry, onPlayed }),
    leaderboard: createResource(retry, (period) =>
      client.call('GET /leaderboards/:period', { params: { period } }),
    ),
    statistics: createResource(retry, () => client.call('GET /statistics')),
    leagues: createLeagues({ api: createLeaguesApi(client), retry, newId, navigate }),
    reportWord: createReportWord(retry, gameApi),
  };
}

/** The layout of the settings; the guessed one if they say `auto`. */
function createLayout(
  settings: SettingsState,
  guessed: ReadonlySignal<LayoutName>,
): ReadonlySignal<LayoutName> {
  return computed(() => {
    const { keyboard } = settings.current.value;
    return keyboard === 'auto' ? guessed.value : keyboard;
  });
}

/** Keeps the language of the texts equal to that of the settings, or of the reader. */
function followLanguage(settings: SettingsState, languages: readonly string[]): void {
  effect(() => {
    const chosen = settings.current.value.language;
    language.value = chosen === 'auto' ? languageFor(languages) : chosen;
  });
}

/** Reads the session, then the play. Calls during a refresh are ignored, because its own requests may get a 401. */
function createRefresh(session: SessionState, game: GameState): () => Promise<void> {
  let refreshing = false;
  return async () => {
    if (refreshing) return;
    refreshing = true;
    await session.identify();
    const owner = ownerOf(session.current.value);
    if (owner !== null) {
      await game.load();
      game.restoreDraft(owner);
    }
    refreshing = false;
  };
}
