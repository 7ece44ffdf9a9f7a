import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import {
  type Attempt,
  type AttemptResult,
  type AttemptResults,
  isGuest,
  type Leaderboard,
  type Period,
  type Play,
} from '@motus/contracts';
import { encodePattern, pattern, readPlay } from '@motus/game';
import { createLogger, type Service } from '@motus/service';
import { startTestStore, type TestStore } from '@motus/system';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { buildScore } from '../app.ts';
import { readScoreSettings } from '../settings.ts';

export const ANSWER = 'BULBES';
export const WRONG = ['BALLON', 'BANANE', 'BANNIE', 'BATEAU', 'BARQUE', 'BIJOUX'];

/** The score service on a real store, with an issuer whose keys the test holds. */
export interface Bench {
  readonly app: Service;
  readonly store: TestStore;
  /** Moves the clock of the service. */
  setNow(iso: string): void;
  token(claims?: Record<string, unknown>): Promise<string>;
  gameToken(): Promise<string>;
  playerToken(player: string): Promise<string>;
  /** The results with the plays that their rows tell. */
  append(...attempts: Attempt[]): Promise<(AttemptResult & { play: Play })[]>;
  get(path: string, player: string): Promise<{ status: number; json: unknown }>;
  leaderboard(period: Period, player: string): Promise<Leaderboard>;
  close(): Promise<void>;
}

/** A bench for one test. */
export async function startBench(t: TestContext): Promise<Bench> {
  const bench = await openBench();
  t.after(() => bench.close());
  return bench;
}

/** A bench for many tests, which close it. */
export async function openBench(): Promise<Bench> {
  const store = await startTestStore('score-store');
  const issuer = 'http://motus.test/auth';
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwks = JSON.stringify({
    keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', use: 'sig', alg: 'ES256' }],
  });
  const proxy = createServer((request, response) => {
    response.statusCode = request.url === '/auth/jwks' ? 200 : 404;
    response.end(jwks);
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  const settings = readScoreSettings({
    INSTANCE: 'score1',
    PORT: '3031',
    PUBLIC_URL: 'http://motus.test',
    INTERNAL_URL: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    SCORE_STORE_SENTINELS: store.settings.sentinels,
    SCORE_STORE_PASSWORD_FILE: store.settings.passwordFile,
    SENTINEL_PASSWORD_FILE: store.settings.sentinelPasswordFile,
  });
  let now = Date.parse('2026-11-21T10:00:00Z');
  const logger = createLogger({ service: 'score', instance: 'score1', level: 'fatal' });
  const app = await buildScore(settings, logger, () => now);

  const token = (claims: Record<string, unknown> = {}) =>
    new SignJWT({ client_id: 'motus', aud: 'urn:motus:score', scope: 'score:read', ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1', typ: 'at+jwt' })
      .setIssuer(typeof claims.iss === 'string' ? claims.iss : issuer)
      .setExpirationTime(typeof claims.exp === 'number' ? claims.exp : '1h')
      .sign(privateKey);
  const bench: Bench = {
    app,
    store,
    setNow: (iso) => {
      now = Date.parse(iso);
    },
    token,
    gameToken: () => token({ scope: 'score:write' }),
    playerToken: (player) => token({ sub: player }),
    async append(...attempts) {
      const response = await app.inject({
        method: 'POST',
        url: '/score/attempts',
        headers: { authorization: `Bearer ${await bench.gameToken()}` },
        payload: { attempts },
      });
      if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${response.body}`);
      const { results }: AttemptResults = response.json();
      return results.map((result, i) => {
        const play = readPlay(attempts[i]?.day ?? '', result.rows);
        return { ...result, play: result.archive ? { ...play, archive: true } : play };
      });
    },
    async get(path, player) {
      const headers = { authorization: `Bearer ${await bench.playerToken(player)}` };
      const response = await app.inject({ url: `/score${path}`, headers });
      return { status: response.statusCode, json: response.json() };
    },
    leaderboard: async (period, player) =>
      (await bench.get(`/leaderboards/${period}`, player)).json as Leaderboard,
    async close() {
      await app.close();
      proxy.close();
      proxy.closeAllConnections();
      await store.stop();
    },
  };
  return bench;
}

/** An attempt of a player, coloured against ANSWER. */
export function attempt(player: string, row: number, word: string, more: Partial<Attempt> = {}): Attempt {
  return {
    player: { id: player, name: isGuest(player) ? 'Invité' : `Nom de ${player}` },
    day: '2026-11-21',
    row,
    word,
    encodedPattern: encodePattern(pattern(word, ANSWER)),
    late: false,
    ...more,
  };
}

/** A whole play that is won in so many attempts. */
export function winIn(player: string, attempts: number, more: Partial<Attempt> = {}): Attempt[] {
  const words = [...WRONG.slice(0, attempts - 1), ANSWER];
  return words.map((word, i) => attempt(player, i + 1, word, more));
}
