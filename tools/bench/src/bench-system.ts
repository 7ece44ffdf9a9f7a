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
import type { Seat } from './generator-job.ts';
import { Journal } from './journal.ts';
import { checkLedger, type LedgerCheck } from './ledger-check.ts';
import { type ByInstance, memory } from './processes.ts';
import { sealerLike } from './seal-session.ts';

/** A system that is measured: its real configuration, on free ports, in a temporary folder, with players. */
export interface BenchSystem {
  readonly system: System;
  /** Where the load goes: the first HAProxy. */
  readonly origin: string;
  /** Today, for the game. */
  readonly day: string;
  /** Valid, and wrong. */
  readonly words: readonly string[];
  readonly answer: string;
  /** What each instance held when it was ready and nobody had asked anything, in MiB. */
  readonly atRest: ByInstance;
  /** Those who have registered and logged in through the pages. */
  readonly players: readonly HttpPlayer[];
  /** The same as seats. */
  readonly playerSeats: readonly Seat[];
  readonly journal: Journal;
  /** The primary of the score store, with the password of the store. */
  readonly store: Store;
  /** Sends a command to both Redis of the score store. */
  askStores(...command: string[]): Promise<void>;
  /** So many players who have not played yet: those who have logged in first, then such with a sealed session. */
  seats(count: number): readonly Seat[];
  /** The first so many of the seats have played now. */
  take(count: number): void;
  /** Compares the ledger with the journal. */
  check(): Promise<LedgerCheck>;
  end(): Promise<void>;
}

/** Registrations at the same time. */
const AT_ONCE = 4;

/** Different words that are dealt to the plays. */
const WORDS = 40;

/** Starts a system, where this process runs, and lets so many players register and log in. */
export async function startBenchSystem(options: {
  players: number;
  environment?: Readonly<Record<string, string>>;
}): Promise<BenchSystem> {
  const stateDir = await mkdtemp(join(tmpdir(), 'motus-bench-'));
  const clean = () => rm(stateDir, { recursive: true, force: true });
  // What is interrupted leaves nothing behind either.
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
    const peopled = await people(system, options.players);
    return {
      ...peopled,
      end: async () => {
        await closeStore(peopled.store);
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function people(system: System, count: number): Promise<Omit<BenchSystem, 'end'>> {
  const atRest = memory(system.list());
  const secret = async (path: string) => (await readFile(join(system.secretsDir, path), 'utf8')).trim();
  const keyOf = async (path: string) => Buffer.from(await secret(path), 'base64url');
  const players = Array.from(
    { length: count },
    (_, i) => new HttpPlayer(system.urls.public, `Joueur ${i + 1}`),
  );
  for (let i = 0; i < count; i += AT_ONCE)
    await Promise.all(players.slice(i, i + AT_ONCE).map((player) => player.register()));
  const playerSeats = await Promise.all(players.map((player) => seatOf(player, system.urls.public)));

  const [first] = players;
  if (first === undefined) throw new Error('a bench needs a player who has logged in');
  const { day } = (await first.today()).game;
  const answer = dailyAnswers(loadLexicon().answers, await keyOf('motus/daily-word-key'))(day);
  const [session, instance] = ['motus_session', 'motus_instance'].map((name) =>
    cookieName(name, system.urls.public),
  );
  const real = (await first.jar.getCookies(system.urls.public)).find(({ key }) => key === session);
  const seal = sealerLike(await keyOf('motus/session-key'), real?.value ?? '');
  let made = 0;
  const free: Seat[] = [...playerSeats];

  const password = await secret('score/store-password');
  const store = createStore({
    name: 'score-store',
    sentinels: SENTINEL_NAMES.map((name) => ({ host: '127.0.0.1', port: system.ports[name] })),
    password,
    sentinelPassword: await secret('score/sentinel-password'),
    logger: { info: () => undefined, warn: () => undefined },
  });
  const journal = new Journal();

  return {
    system,
    origin: `http://127.0.0.1:${system.ports.edge}`,
    day,
    words: wrongWords(answer, WORDS),
    answer,
    atRest,
    players,
    playerSeats,
    journal,
    store,
    async askStores(...command) {
      for (const node of ['score-store1', 'score-store2'] as const)
        await redisLines(system.ports[node], password, command);
    },
    seats(wanted) {
      while (free.length < wanted) {
        made++;
        const player = { id: `bench-${made}`, name: `Banc ${made}` };
        // As HAProxy deals players to the twins.
        const twin = `${instance}=motus${(made % 2) + 1}`;
        free.push({ player: player.id, cookie: `${session}=${seal(player)}; ${twin}` });
      }
      return free.slice(0, wanted);
    },
    take(used) {
      free.splice(0, used);
    },
    check: () =>
      checkLedger(journal, async (some) => {
        const pipeline = store.pipeline();
        for (const player of some) pipeline.lrange(`{${player}}:play:${day}`, 0, -1);
        const replies = (await pipeline.exec()) ?? [];
        return replies.map(([error, rows]) => {
          if (error !== null) throw error;
          return (rows as string[]).map((row) => row.split(' ')[0] ?? '');
        });
      }),
  };
}

async function seatOf(player: HttpPlayer, url: string): Promise<Seat> {
  const { json } = await player.get<{ player: { id: string } }>('/api/me');
  return { player: json.player.id, cookie: await player.jar.getCookieString(url) };
}

/** So that no bench is interrupted by midnight. The signs of these zones are the other way round. */
function zoneWhereItIsNoon(now: Date): string {
  const ahead = 12 - now.getUTCHours();
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
