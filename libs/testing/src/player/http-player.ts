import type { AttemptRequest, ErrorAnswer, GameView, Today, Visitor } from '@motus/contracts';
import { CookieJar } from 'tough-cookie';
import { fetchEither } from './either-address.ts';

/** A response, read completely. */
export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined if it is not JSON. */
  readonly json: T;
  /** The address after all redirects. */
  readonly url: string;
}

/** Sends one request without following redirects: the part of `fetch` that a player needs. */
export type Send = (url: string, init: SendInit) => Promise<Response>;

export interface SendInit {
  readonly method?: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** A player over HTTP, without a browser: keeps cookies, follows redirects, submits forms. All requests go to the origin. */
export class HttpPlayer {
  readonly jar: CookieJar;
  readonly name: string;
  readonly password: string;
  readonly #origin: string;
  readonly #send: Send;

  /**
   * @param send sends a request; default: like a browser, see `fetchEither`
   * @param jar  the cookies of a browser; default: a new one
   */
  constructor(
    origin: string,
    name: string,
    password = 'un mot de passe assez long',
    send: Send = fetchEither,
    jar = new CookieJar(),
  ) {
    this.jar = jar;
    this.#origin = origin;
    this.name = name;
    this.password = password;
    this.#send = send;
  }

  /** Creates the account and logs in, through the pages. */
  async register(): Promise<void> {
    const login = await this.get('/login');
    const link = /href="([^"]*register[^"]*)"/.exec(login.text)?.[1];
    if (link === undefined)
      throw new Error(`no link to register on ${login.url}: ${login.text.slice(0, 300)}`);
    const page = await this.get(new URL(unescapeHtml(link), login.url).href);
    await this.#assertLoggedIn(await this.submit(page, { name: this.name, password: this.password }));
  }

  /** Removes all cookies, as in another browser, and logs in. */
  async login(): Promise<void> {
    await this.jar.removeAllCookies();
    if (!(await this.tryLogin())) throw new Error(`${this.name} may not log in`);
  }

  /** Logs in with the current cookies; returns false if the name or the password is wrong. */
  async tryLogin(): Promise<boolean> {
    const page = await this.get('/login');
    // The provider shows no form while its own session lasts.
    const answer = page.url.includes('/interaction/')
      ? await this.submit(page, { name: this.name, password: this.password })
      : page;
    if (answer.status === 422) return false;
    await this.#assertLoggedIn(answer);
    return true;
  }

  async #assertLoggedIn(answer: Answer): Promise<void> {
    const { json } = await this.get<Visitor>('/api/me');
    if (json?.guest !== false)
      throw new Error(`${this.name} is not logged in; last page ${answer.url} ${answer.status}`);
  }

  async today(): Promise<Today> {
    const { status, json, text } = await this.get<Today>('/api/today');
    if (status !== 200) throw new Error(`/api/today: ${status} ${text}`);
    return json;
  }

  attempt(request: AttemptRequest): Promise<Answer<GameView & ErrorAnswer & { game?: GameView }>> {
    return this.send('POST', '/api/attempts', request);
  }

  /** Sends a request with a JSON body, or without a body. */
  send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Answer<T & ErrorAnswer>> {
    return this.request(path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  get<T>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.request<T>(path, { headers: { accept: 'text/html,application/json', ...headers } });
  }

  /** Submits the first form of a page, with its hidden fields and `fields`. */
  submit(page: Answer, fields: Record<string, string>): Promise<Answer> {
    const form = /<form[^>]*>[\s\S]*?<\/form>/.exec(page.text)?.[0];
    if (form === undefined)
      throw new Error(`no form on ${page.url}: ${page.status} ${page.text.slice(0, 300)}`);
    const body = new URLSearchParams();
    for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
      body.set(attribute(input, 'name') ?? '', attribute(input, 'value') ?? '');
    }
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return this.request(new URL(attribute(form, 'action') ?? '', page.url).href, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      body: body.toString(),
    });
  }

  /** Sends a request and follows redirects, as a browser does. */
  async request<T>(path: string, init: SendInit): Promise<Answer<T>> {
    let url = new URL(path, this.#origin).href;
    let next = init;
    for (let hops = 0; hops < 15; hops++) {
      const cookie = await this.jar.getCookieString(url);
      const response = await this.#send(url, {
        ...next,
        headers: cookie === '' ? next.headers : { ...next.headers, cookie },
      });
      for (const set of response.headers.getSetCookie()) await this.jar.setCookie(set, url);
      const location = response.headers.get('location');
      const text = await response.text();
      if (location === null || response.status < 300 || response.status > 399) {
        return { status: response.status, headers: response.headers, text, json: parse(text) as T, url };
      }
      url = new URL(location, url).href;
      next = { headers: { accept: 'text/html' } };
    }
    throw new Error(`too many redirects, last to ${url}`);
  }
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : unescapeHtml(value);
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
