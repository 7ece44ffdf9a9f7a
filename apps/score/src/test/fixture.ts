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
  PROVIDER_PATHS,
} from '@motus/contracts';
import { encodePattern, pattern, readPlay } from '@motus/game';
import { createLogger, type Service } from '@motus/service';
import { startTestStore, type TestStore } from '@motus/testing';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { buildScore } from '../app.ts';
import { readScoreSettings } from '../settings.ts';

export const ANSWER = 'BULBES';
export const WRONG = ['BALLON', 'BANANE', 'BANNIE', 'BATEAU', 'BARQUE', 'BIJOUX'];

const ISSUER = 'http://motus.test/auth';

/** The score service with a real store, a clock that the test sets, and an issuer whose keys the test has. */
export interface Fixture {
  readonly app: Service;
  readonly store: TestStore;
  /** Sets the clock of the service and of the issuer; it starts at 10:00 UTC on 2026-11-21. */
  setNow(iso: string): void;
  /** Signs an access token with some claims; by default it expires in an hour and has the scope `score:read`. */
  token(claims?: Record<string, unknown>): Promise<string>;
  gameToken(): Promise<string>;
  playerToken(player: string): Promise<string>;
  /** Appends attempts; the results include the plays that their rows make. */
  append(...attempts: Attempt[]): Promise<AppendResult[]>;
  get(path: string, player: string): Promise<{ status: number; json: unknown }>;
  leaderboard(period: Period, player: string): Promise<Leaderboard>;
  close(): Promise<void>;
}

export type AppendResult = AttemptResult & { play: Play };

export interface FixtureOptions {
  /**
   * When the store writes to disk: see `DURABILITY` in README.md. Tests that crash the store need `always`, because with
   * `second` a busy disk may lose the last second.
   */
  durability?: 'second' | 'always';
}

/** Opens a fixture for one test, which closes it. */
export async function startFixture(t: TestContext, options: FixtureOptions = {}): Promise<Fixture> {
  const fixture = await openFixture(options);
  t.after(() => fixture.close());
  return fixture;
}

/** Opens a fixture for several tests; the caller closes it. */
export async function openFixture(options: FixtureOptions = {}): Promise<Fixture> {
  const store = await startTestStore('score-store', options);
  let time = Date.parse('2026-11-21T10:00:00Z');
  const now = () => time;
  const issuer = await startIssuer(now);
  const settings = readScoreSettings({
    INSTANCE: 'score1',
    PORT: '3031',
    PUBLIC_URL: 'http://motus.test',
    INTERNAL_URL: issuer.url,
    SCORE_STORE_SENTINELS: store.settings.sentinels,
    SCORE_STORE_PASSWORD_FILE: store.settings.passwordFile,
    SENTINEL_PASSWORD_FILE: store.settings.sentinelPasswordFile,
  });
  const logger = createLogger({ service: 'score', instance: 'score1', level: 'fatal' });
  const app = await buildScore(settings, logger, now);

  const { token } = issuer;
  const gameToken = () => token({ scope: 'score:write' });
  const playerToken = (player: string) => token({ sub: player });
  const get = async (path: string, player: string) => {
    const headers = { authorization: `Bearer ${await playerToken(player)}` };
    const response = await app.inject({ url: `/score${path}`, headers });
    return { status: response.statusCode, json: response.json() };
  };
  return {
    app,
    store,
    setNow: (iso) => {
      time = Date.parse(iso);
    },
    token,
    gameToken,
    playerToken,
    append: async (...attempts) => appendTo(app, await gameToken(), attempts),
    get,
    leaderboard: async (period, player) => (await get(`/leaderboards/${period}`, player)).json as Leaderboard,
    async close() {
      await app.close();
      issuer.close();
      await store.stop();
    },
  };
}

/** An issuer of tokens whose public key is served where the service looks for it. */
async function startIssuer(now: () => number) {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwks = JSON.stringify({
    keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', use: 'sig', alg: 'ES256' }],
  });
  const server = createServer((request, response) => {
    response.statusCode = request.url === PROVIDER_PATHS.jwks ? 200 : 404;
    response.end(jwks);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: (claims: Record<string, unknown> = {}) =>
      new SignJWT({ client_id: 'motus', aud: 'urn:motus:score', scope: 'score:read', ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'k1', typ: 'at+jwt' })
        .setIssuer(typeof claims.iss === 'string' ? claims.iss : ISSUER)
        .setExpirationTime(typeof claims.exp === 'number' ? claims.exp : Math.floor(now() / 1000) + 3600)
        .sign(privateKey),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function appendTo(app: Service, token: string, attempts: Attempt[]): Promise<AppendResult[]> {
  const response = await app.inject({
    method: 'POST',
    url: '/score/attempts',
    headers: { authorization: `Bearer ${token}` },
    payload: { attempts },
  });
  if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${response.body}`);
  const { results }: AttemptResults = response.json();
  return results.map((result, i) => {
    const play = readPlay(attempts[i]?.day ?? '', result.rows);
    return { ...result, play: result.archive ? { ...play, archive: true } : play };
  });
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

/** The attempts of a play that is won with the last of them. */
export function winIn(player: string, attempts: number, more: Partial<Attempt> = {}): Attempt[] {
  const words = [...WRONG.slice(0, attempts - 1), ANSWER];
  return words.map((word, i) => attempt(player, i + 1, word, more));
}
