import type { Leaderboard, Period, Player, Statistics } from '@motus/contracts';
import { type ReadonlySignal, signal } from '@preact/signals';
import { createApi, type Fetch } from '../api.ts';
import { createAsk } from './asking.ts';
import { createGameState, type GameState } from './game-state.ts';
import { createResource, type Resource } from './resource.ts';
import { type Route, routeOf } from './route.ts';

/** Who is at the page: not known yet (`trouble` says why, for the player), nobody who is logged in, or a player. */
export type Session =
  | { state: 'unknown'; trouble?: string }
  | { state: 'out' }
  | { state: 'in'; player: Player };

/** Everything that the page knows. It needs no browser: what it takes from one is in {@link Surroundings}. */
export interface AppState {
  readonly session: ReadonlySignal<Session>;
  readonly route: ReadonlySignal<Route>;
  /** True from a try that got no answer until one that does. */
  readonly connectionLost: ReadonlySignal<boolean>;
  readonly game: GameState;
  readonly leaderboard: Resource<Period, Leaderboard>;
  readonly statistics: Resource<null, Statistics>;
  start(): Promise<void>;
  /** Reads again who is at the page and how the play stands, when the player comes back to it. */
  refresh(): Promise<void>;
  /** Follows the fragment of the address. */
  follow(hash: string): void;
}

export interface Surroundings {
  fetch: Fetch;
  /** The time, in milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves after that many milliseconds. */
  wait(milliseconds: number): Promise<void>;
}

export function createAppState({ fetch, now, wait }: Surroundings): AppState {
  const api = createApi(fetch);
  const session = signal<Session>({ state: 'unknown' });
  const route = signal<Route>(routeOf(''));
  const connectionLost = signal(false);
  const ask = createAsk({
    wait,
    onConnection: (lost) => {
      connectionLost.value = lost;
    },
    onLoggedOut: () => {
      session.value = { state: 'out' };
      game.forget();
    },
  });
  const game = createGameState({ api, ask, now });

  const identify = async () => {
    const answer = await ask(() => api.me());
    const before = session.value;
    if (answer.ok) {
      const { player } = answer.value;
      if (before.state === 'in' && before.player.id !== player.id) game.forget();
      session.value = { state: 'in', player };
    } else if (answer.problem.kind === 'refused' && before.state === 'unknown') {
      session.value = { state: 'unknown', trouble: answer.problem.message };
    }
  };

  return {
    session,
    route,
    connectionLost,
    game,
    leaderboard: createResource(ask, api.leaderboard),
    statistics: createResource(ask, () => api.statistics()),
    async start() {
      await Promise.all([identify(), game.load()]);
    },
    async refresh() {
      await identify();
      if (session.value.state === 'in') await game.load();
    },
    follow: (hash) => {
      route.value = routeOf(hash);
    },
  };
}
