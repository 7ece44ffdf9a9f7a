import assert from 'node:assert/strict';
import { PUBLIC_URL } from './twins.ts';

/** A response, and the URL it came from. */
export interface Visit {
  status: number;
  url: URL;
  headers: Headers;
  text: string;
}

interface Cookie {
  value: string;
  path: string;
}

/** A minimal browser for the protocol: cookies with paths, forms, and redirects that a test follows one at a time. */
export class Browser {
  #cookies = new Map<string, Cookie>();
  readonly #origins: readonly string[];
  readonly #publicUrl: string;
  #requests = 0;

  /** @param origins the servers that stand in for PUBLIC_URL, used in turn */
  constructor(origins: readonly string[], publicUrl: string = PUBLIC_URL) {
    this.#origins = origins;
    this.#publicUrl = publicUrl;
  }

  get(url: string | URL): Promise<Visit> {
    return this.#send(url, { method: 'GET' });
  }

  post(url: string | URL, form: Record<string, string>): Promise<Visit> {
    return this.#send(url, { method: 'POST', body: new URLSearchParams(form) });
  }

  /** Follows one redirect within the provider. */
  follow(visit: Visit): Promise<Visit> {
    return this.get(location(visit));
  }

  /** Follows redirects until one leaves the provider or a page is shown. */
  async followAll(visit: Visit): Promise<Visit> {
    let last = visit;
    for (let i = 0; i < 10 && isRedirect(last) && location(last).pathname.startsWith('/auth/'); i++) {
      last = await this.follow(last);
    }
    return last;
  }

  /** Copies the browser with its cookies. */
  clone(): Browser {
    const copy = new Browser(this.#origins, this.#publicUrl);
    for (const [name, cookie] of this.#cookies) copy.#cookies.set(name, cookie);
    return copy;
  }

  /** The same browser at another port of the host; cookies are shared between ports (RFC 6265, section 8.5). */
  atPort(origins: readonly string[], publicUrl: string): Browser {
    const other = new Browser(origins, publicUrl);
    other.#cookies = this.#cookies;
    return other;
  }

  /** The `Cookie` header for a path. */
  cookieHeader(path: string): string {
    return [...this.#cookies.values()]
      .filter((cookie) => path === cookie.path || path.startsWith(`${cookie.path}/`))
      .map(({ value }) => value)
      .join('; ');
  }

  /** The values of all cookies. */
  cookieValues(): string[] {
    return [...this.#cookies.values()].map(({ value }) => value.slice(value.indexOf('=') + 1));
  }

  async #send(target: string | URL, init: RequestInit): Promise<Visit> {
    const url = new URL(target, this.#publicUrl);
    assert.equal(url.origin, this.#publicUrl, 'every URL is below PUBLIC_URL');
    const origin = this.#origins[this.#requests++ % this.#origins.length];
    const cookie = this.cookieHeader(url.pathname);
    const response = await fetch(`${origin}${url.pathname}${url.search}`, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie },
    });
    for (const line of response.headers.getSetCookie()) this.#storeCookie(line);
    return { status: response.status, url, headers: response.headers, text: await response.text() };
  }

  #storeCookie(line: string): void {
    const [pair = '', ...attributes] = line.split(/; */);
    const path = attributes.find((attribute) => attribute.startsWith('path='))?.slice('path='.length) ?? '/';
    const name = `${pair.slice(0, pair.indexOf('='))} ${path}`;
    assert.match(line, /httponly/i);
    assert.match(line, /samesite=lax/i);
    assert.equal(/; secure/i.test(line), this.#publicUrl.startsWith('https:'), 'Secure exactly with https');
    if (/expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, { value: pair, path });
  }
}

export function isRedirect(visit: Visit): boolean {
  return visit.status === 303 || visit.status === 302;
}

/** The target of a redirect. */
export function location(visit: Visit): URL {
  const target = visit.headers.get('location');
  assert.ok(target, `expected a redirect, got ${visit.status}: ${visit.text}`);
  return new URL(target, visit.url);
}
