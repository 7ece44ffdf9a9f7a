import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSealed } from '@motus/bench';
import { HttpPlayer } from '@motus/testing/player';
import type { TestSystem } from './test-system.ts';

const PASSWORD = 'Motdepasse-que-personne-ne-devine';

/** Longer than a service waits for its store, or for another service; HAProxy would wait longer. In milliseconds. */
const REQUEST_TIMEOUT_MS = 12_000;

/** Shorter values are found in a log by chance. */
const MIN_SECRET_LENGTH = 16;

/** Records every secret that its players send or receive (passwords, cookies, states, codes, tokens), to search logs for them. */
export class SecretRecorder {
  readonly #motus: TestSystem;
  readonly #secrets = new Set<string>();
  readonly #players: HttpPlayer[] = [];

  constructor(motus: TestSystem) {
    this.#motus = motus;
  }

  /** Records a secret of any length. */
  add(secret: string): void {
    this.#secrets.add(secret);
  }

  /** A player with a browser of its own, whose secrets are recorded. A request that gets no answer is aborted. */
  newPlayer(name: string, password = PASSWORD): HttpPlayer {
    this.add(password);
    const player = new HttpPlayer(this.#motus.system.urls.public, name, password, async (url, init) => {
      const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
      const response = await fetch(url, { ...init, redirect: 'manual', signal });
      await this.#recordResponse(response, url);
      return response;
    });
    this.#players.push(player);
    return player;
  }

  /** The access token in the session of a player. */
  async accessTokenOf(player: HttpPlayer): Promise<string> {
    const [access] = await this.#tokensOf(player);
    return access ?? assert.fail(`${player.name} has no session`);
  }

  /** Gets an access token for motus itself, as motus does, and records it with the client's credentials. */
  async clientAccessToken(): Promise<string> {
    const basic = Buffer.from(`motus:${await this.#readSecret('motus/client-secret')}`).toString('base64');
    this.add(basic);
    const response = await fetch(`${this.#motus.system.urls.public}/auth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'score:write' }),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    this.add(token);
    return token;
  }

  /** Searches a text for everything recorded, the tokens in the players' sessions, and the secrets of the system. */
  async findIn(text: string): Promise<string[]> {
    for (const player of this.#players) for (const token of await this.#tokensOf(player)) this.#record(token);
    const secrets = new Set([...this.#secrets, ...(await this.#secretsOfSystem())]);
    assert.ok(secrets.size > 20);
    return [...secrets].filter((secret) => text.includes(secret));
  }

  async #recordResponse(response: Response, url: string): Promise<void> {
    for (const line of response.headers.getSetCookie()) {
      const [, cookie = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      // These two name a login, as the address of its page does; what is secret is their signature.
      if (!/^auth_(interaction|resume)_\d+$/.test(cookie)) this.#record(value);
    }
    const body = await response
      .clone()
      .json()
      .catch(() => undefined);
    this.#record((body as { invitation?: string } | undefined)?.invitation ?? '');
    const { searchParams } = new URL(response.headers.get('location') ?? '', url);
    for (const name of ['code', 'state', 'nonce', 'code_challenge'])
      this.#record(searchParams.get(name) ?? '');
  }

  #record(value: string): void {
    if (value.length < MIN_SECRET_LENGTH) return;
    this.add(value);
    this.add(decodeURIComponent(value));
  }

  /** The access and refresh tokens in the session cookie of a player. */
  async #tokensOf(player: HttpPlayer): Promise<string[]> {
    const key = Buffer.from(await this.#readSecret('motus/session-key'), 'base64url');
    const cookies = await player.jar.getCookies(this.#motus.system.urls.public);
    return cookies.flatMap(({ value }) =>
      value.split('.').flatMap((part) => {
        const session = openSealed(part, key) as { access?: string; refresh?: string } | undefined;
        const { access = '', refresh = '' } = session ?? {};
        return access === '' ? [] : [access, refresh];
      }),
    );
  }

  async #readSecret(path: string): Promise<string> {
    return (await readFile(join(this.#motus.system.secretsDir, path), 'utf8')).trim();
  }

  /** The values in the files of the system's secrets, of the signing key only the private part. */
  async #secretsOfSystem(): Promise<string[]> {
    const { secretsDir } = this.#motus.system;
    const entries = await readdir(secretsDir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const values = files.map(async ({ parentPath, name }) => {
      const text = await readFile(join(parentPath, name), 'utf8');
      if (name !== 'jwks.json') return text.match(/[\w-]{32,}/g) ?? [];
      return [/"d": "([^"]+)"/.exec(text)?.[1] ?? assert.fail('jwks.json has no private key')];
    });
    return (await Promise.all(values)).flat();
  }
}
