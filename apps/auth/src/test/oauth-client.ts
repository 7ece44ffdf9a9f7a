import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { PROVIDER_PATHS } from '@motus/contracts';
import { type Browser, location, type Visit } from './browser.ts';
import { PUBLIC_URL } from './twins.ts';

export const REDIRECT_URI = `${PUBLIC_URL}/login/callback`;

/** One authorization request of the game: the URL that it redirects to and the values that it keeps. */
export interface Login {
  url: string;
  verifier: string;
  state: string;
  nonce: string;
}

/** Creates an authorization request like the game (OpenID Connect Core 3.1, RFC 7636). */
export function beginLogin(changes: Record<string, string | undefined> = {}): Login {
  const verifier = random();
  const { state = random(), nonce = random() } = changes;
  const parameters = {
    client_id: 'motus',
    response_type: 'code',
    redirect_uri: REDIRECT_URI,
    scope: 'openid score:read',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...changes,
  };
  const defined = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { url: `${PROVIDER_PATHS.authorization}?${new URLSearchParams(defined)}`, verifier, state, nonce };
}

/** Opens the login page; resolves with its path. */
export async function openLoginPage(browser: Browser, login: Login): Promise<string> {
  const visit = await browser.follow(await browser.get(login.url));
  assert.equal(visit.status, 200, visit.text);
  return visit.url.pathname;
}

/** Registers a player through the forms; resolves with the authorization code. */
export async function register(browser: Browser, login: Login, name: string, password: string) {
  const page = await openLoginPage(browser, login);
  return followToCode(browser, login, await browser.post(`${page}/register`, { name, password }));
}

/** Follows the redirects after a posted form to the game's callback; resolves with the authorization code. */
export async function followToCode(browser: Browser, login: Login, posted: Visit): Promise<string> {
  const target = location(await browser.followAll(posted));
  assert.equal(target.origin + target.pathname, REDIRECT_URI, target.href);
  assert.equal(target.searchParams.get('state'), login.state);
  assert.equal(target.searchParams.get('iss'), `${PUBLIC_URL}/auth`);
  const code = target.searchParams.get('code');
  assert.ok(code, target.href);
  return code;
}

export interface TokenResponse {
  access_token: string;
  id_token: string;
  refresh_token: string;
  scope: string;
  token_type: string;
  expires_in: number;
  error?: string;
}

/** Sends a request to the token endpoint like the game (RFC 6749, section 3.2). */
export async function requestTokens(
  origin: string,
  secret: string,
  form: Record<string, string>,
): Promise<{ status: number; body: TokenResponse }> {
  const response = await fetch(`${origin}${PROVIDER_PATHS.token}`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`motus:${secret}`)}` },
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: await readJson<TokenResponse>(response) };
}

/** Parses the body of a response as a type that the test then checks. */
export async function readJson<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

/** The CSRF secret in the form of a logout page. */
export function xsrfOf({ text }: Visit): string {
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(text)?.[1];
  assert.ok(xsrf, text);
  return xsrf;
}

/** The form that exchanges an authorization code for tokens (RFC 6749, section 4.1.3). */
export function codeForm(code: string, login: Login): Record<string, string> {
  return {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT_URI,
    code_verifier: login.verifier,
  };
}

function random(): string {
  return randomBytes(32).toString('base64url');
}
