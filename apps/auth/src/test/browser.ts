import assert from 'node:assert/strict';
import { PUBLIC_URL } from './twins.ts';

/** What came back, and where the browser then is. */
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

/** As much of a browser as the protocol needs: cookies with paths, forms, and redirects, one step at a time. */
export class Browser {
  #cookies = new Map<string, Cookie>();
  readonly #origins: readonly string[];
  readonly #publicUrl: string;
  #turn = 0;

  /** @param origins where to send what is meant for PUBLIC_URL: each request to the next one */
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

  /** Goes where a redirect points, within the provider. */
  follow(visit: Visit): Promise<Visit> {
    return this.get(location(visit));
  }

  /** Follows redirects until one leaves the provider, or a page comes. */
  async followAll(visit: Visit): Promise<Visit> {
    let last = visit;
    for (let i = 0; i < 10 && isRedirect(last) && location(last).pathname.startsWith('/auth/'); i++) {
      last = await this.follow(last);
    }
    return last;
  }

  /** A second browser with the same cookies. */
  clone(): Browser {
    const copy = new Browser(this.#origins, this.#publicUrl);
    for (const [name, cookie] of this.#cookies) copy.#cookies.set(name, cookie);
    return copy;
  }

  /** The same browser at another port of the host, where it sends the same cookies (RFC 6265, section 8.5). */
  atPort(origins: readonly string[], publicUrl: string): Browser {
    const other = new Browser(origins, publicUrl);
    other.#cookies = this.#cookies;
    return other;
  }

  /** The cookies that go to a path, as the header has them. */
  cookieHeader(path: string): string {
    return [...this.#cookies.values()]
      .filter((cookie) => path === cookie.path || path.startsWith(`${cookie.path}/`))
      .map(({ value }) => value)
      .join('; ');
  }

  /** What its cookies hold. */
  cookieValues(): string[] {
    return [...this.#cookies.values()].map(({ value }) => value.slice(value.indexOf('=') + 1));
  }

  async #send(target: string | URL, init: RequestInit): Promise<Visit> {
    const url = new URL(target, this.#publicUrl);
    assert.equal(url.origin, this.#publicUrl, 'nothing leads away from PUBLIC_URL');
    const origin = this.#origins[this.#turn++ % this.#origins.length];
    const cookie = this.cookieHeader(url.pathname);
    const response = await fetch(`${origin}${url.pathname}${url.search}`, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie },
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return { status: response.status, url, headers: response.headers, text: await response.text() };
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/; */);
    const path = attributes.find((attribute) => attribute.startsWith('path='))?.slice('path='.length) ?? '/';
    const name = `${pair.slice(0, pair.indexOf('='))} ${path}`;
    assert.match(line, /httponly/i);
    assert.match(line, /samesite=lax/i);
    assert.equal(/; secure/i.test(line), this.#publicUrl.startsWith('https:'), 'Secure where there is TLS');
    if (/expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, { value: pair, path });
  }
}

export function isRedirect(visit: Visit): boolean {
  return visit.status === 303 || visit.status === 302;
}

export function location(visit: Visit): URL {
  const target = visit.headers.get('location');
  assert.ok(target, `a redirect, not ${visit.status}: ${visit.text}`);
  return new URL(target, visit.url);
}
