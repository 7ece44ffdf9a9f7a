import { rmSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cookieName } from '@motus/contracts';
import { dailyAnswers, loadLexicon } from '@motus/lexicon';
import { freePorts, SENTINEL_NAMES, type System, startSystem } from '@motus/local-system';
import { redisLines } from '@motus/measurement';
import { closeStore, createStore, type Store } from '@motus/store';
import { HttpPlayer, wrongWords } from '@motus/testing/player';
import type { LoadPlayer } from './generator-job.ts';
import { Journal } from './journal.ts';
import { checkLedger, type LedgerCheck } from './ledger-check.ts';
import { type ByInstance, memory } from './processes.ts';
import { createSessionSealer } from './seal-session.ts';

/** A system under measurement: the real configuration on free ports, in a temporary folder, with players. */
export interface BenchSystem {
  readonly system: System;
  /** The first HAProxy, which gets the load. */
  readonly origin: string;
  /** The day of the game now. */
  readonly day: string;
  /** Valid words that are not the answer. */
  readonly words: readonly string[];
  readonly answer: string;
  /** Memory of each instance when it was ready, before the first request, in MiB. */
  readonly atRest: ByInstance;
  /** Players who registered and logged in through the pages. */
  readonly players: readonly HttpPlayer[];
  /** `players` in the same order, as the load generator takes them. */
  readonly loggedInPlayers: readonly LoadPlayer[];
  readonly journal: Journal;
  /** The primary of the score store, with the password of the store. */
  readonly store: Store;
  /** Sends a command to both Redis of the score store. */
  askStores(...command: string[]): Promise<void>;
  /** Returns `count` players who have not played: those with a real login first, then ones with a sealed session. */
  freshPlayers(count: number): readonly LoadPlayer[];
  /** Removes the first `count` from the fresh players, because they have played. */
  markPlayed(count: number): void;
  /** Compares the ledger with the journal. */
  check(): Promise<LedgerCheck>;
  end(): Promise<void>;
}

const CONCURRENT_REGISTRATIONS = 4;

const WRONG_WORD_COUNT = 40;

/** Starts a system on the cores of this process, and registers and logs in `players` players. */
export async function startBenchSystem(options: {
  players: number;
  environment?: Readonly<Record<string, string>>;
}): Promise<BenchSystem> {
  const stateDir = await mkdtemp(join(tmpdir(), 'motus-bench-'));
  const clean = () => rm(stateDir, { recursive: true, force: true });
  // Removes the folder also when the bench is interrupted.
  process.once('exit', () => rmSync(stateDir, { recursive: true, force: true }));
  let system: System;
  try {
    const environment = { ...options.environment, GAME_TIMEZONE: zoneWhereItIsNoon(new Date()) };
    system = await startSystem({ stateDir, ports: await freePorts(), environment });
  } catch (error) {
    await clean();
    throw error;
  }
  const end = async () => {
    await system.cutPower();
    await clean();
  };
  try {
    const bench = await preparePlayers(system, options.players);
    return {
      ...bench,
      end: async () => {
        await closeStore(bench.store);
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function preparePlayers(system: System, count: number): Promise<Omit<BenchSystem, 'end'>> {
  const atRest = memory(system.list());
  const players = await registerPlayers(system, count);
  const loggedInPlayers = await Promise.all(
    players.map((player) => loadPlayerOf(player, system.urls.public)),
  );
  const [first] = players;
  if (first === undefined) throw new Error('a bench needs a player who has logged in');
  const { day } = (await first.today()).game;
  const dailyWordKey = await readKey(system, 'motus/daily-word-key');
  const answer = dailyAnswers(loadLexicon().answers, dailyWordKey)(day);
  const journal = new Journal();
  const pool = createPlayerPool(loggedInPlayers, await createCookieMaker(system, first));
  const storePassword = await readSecret(system, 'score/store-password');
  const store = await connectToScoreStore(system);
  return {
    system,
    origin: `http://127.0.0.1:${system.ports.edge}`,
    day,
    words: wrongWords(answer, WRONG_WORD_COUNT),
    answer,
    atRest,
    players,
    loggedInPlayers,
    journal,
    store,
    async askStores(...command) {
      for (const node of ['score-store1', 'score-store2'] as const)
        await redisLines(system.ports[node], storePassword, command);
    },
    ...pool,
    check: () => checkLedger(journal, (ids) => readStoredWords(store, ids, day)),
  };
}

async function readSecret(system: System, path: string): Promise<string> {
  return (await readFile(join(system.secretsDir, path), 'utf8')).trim();
}

async function readKey(system: System, path: string): Promise<Buffer> {
  return Buffer.from(await readSecret(system, path), 'base64url');
}

async function registerPlayers(system: System, count: number): Promise<HttpPlayer[]> {
  const players = Array.from(
    { length: count },
    (_, i) => new HttpPlayer(system.urls.public, `Joueur ${i + 1}`),
  );
  for (let i = 0; i < count; i += CONCURRENT_REGISTRATIONS)
    await Promise.all(players.slice(i, i + CONCURRENT_REGISTRATIONS).map((player) => player.register()));
  return players;
}

async function loadPlayerOf(player: HttpPlayer, url: string): Promise<LoadPlayer> {
  const { json } = await player.get<{ player: { id: string } }>('/api/me');
  return { id: json.player.id, cookie: await player.jar.getCookieString(url) };
}

/** @returns a function that makes the cookies of player `number`, whose session is sealed like that of `loggedIn` */
async function createCookieMaker(
  system: System,
  loggedIn: HttpPlayer,
): Promise<(number: number) => LoadPlayer> {
  const [session, instance] = ['motus_session', 'motus_instance'].map((name) =>
    cookieName(name, system.urls.public),
  );
  const cookies = await loggedIn.jar.getCookies(system.urls.public);
  const realSession = cookies.find(({ key }) => key === session)?.value ?? '';
  const seal = createSessionSealer(await readKey(system, 'motus/session-key'), realSession);
  return (number) => {
    const player = { id: `bench-${number}`, name: `Banc ${number}` };
    // Alternates between the twins, as HAProxy distributes new players.
    const stickiness = `${instance}=motus${(number % 2) + 1}`;
    return { id: player.id, cookie: `${session}=${seal(player)}; ${stickiness}` };
  };
}

function createPlayerPool(
  loggedInPlayers: readonly LoadPlayer[],
  makePlayer: (number: number) => LoadPlayer,
): Pick<BenchSystem, 'freshPlayers' | 'markPlayed'> {
  const fresh = [...loggedInPlayers];
  let made = 0;
  return {
    freshPlayers(count) {
      while (fresh.length < count) fresh.push(makePlayer(++made));
      return fresh.slice(0, count);
    },
    markPlayed(count) {
      fresh.splice(0, count);
    },
  };
}

async function connectToScoreStore(system: System): Promise<Store> {
  return createStore({
    name: 'score-store',
    sentinels: SENTINEL_NAMES.map((name) => ({ host: '127.0.0.1', port: system.ports[name] })),
    password: await readSecret(system, 'score/store-password'),
    sentinelPassword: await readSecret(system, 'score/sentinel-password'),
    logger: { info: () => undefined, warn: () => undefined },
  });
}

/** @returns the stored words of each player's play, in the order of `players` */
async function readStoredWords(store: Store, players: readonly string[], day: string): Promise<string[][]> {
  const pipeline = store.pipeline();
  for (const player of players) pipeline.lrange(`{${player}}:play:${day}`, 0, -1);
  const replies = (await pipeline.exec()) ?? [];
  return replies.map(([error, rows]) => {
    if (error !== null) throw error;
    return (rows as string[]).map((row) => row.split(' ')[0] ?? '');
  });
}

/** Avoids that midnight interrupts a bench. The signs of the zones `Etc/GMT±N` are inverted. */
function zoneWhereItIsNoon(now: Date): string {
  const ahead = 12 - now.getUTCHours();
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
