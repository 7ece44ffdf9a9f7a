/** The app shell: stores the files of the page, and serves them when the network fails. Used by the service worker. */
export interface Shell {
  /** Fetches all files of this version; rejects and stores nothing if one of them fails. */
  install(): Promise<void>;
  /** Deletes the files of other versions. */
  activate(): Promise<void>;
  /**
   * Responds to a request; undefined for a request that the browser shall send itself.
   *
   * @param waitUntil receives the work that continues after the response
   */
  respond(request: Request, waitUntil: WaitUntil): Promise<Response> | undefined;
}

type WaitUntil = (work: Promise<unknown>) => void;

export interface ShellOptions {
  /** Changes with every build. */
  version: string;
  /** Paths of the files whose names contain a hash of their content; they never change. */
  files: readonly string[];
  caches: CacheStorage;
  fetch(request: Request): Promise<Response>;
  /** The origin of the page: `https://motus.example`. */
  origin: string;
  /** Resolves after that many milliseconds. */
  wait(milliseconds: number): Promise<void>;
}

export function createShell({ version, files, caches, fetch, origin, wait }: ShellOptions): Shell {
  const cacheName = PREFIX + version;
  const hashed = new Set(files);

  const networkFirst = async (request: Request, path: string, waitUntil: WaitUntil): Promise<Response> => {
    const fresh = fetch(request).catch(() => undefined);
    const first = await Promise.race([fresh, wait(NETWORK_TIMEOUT_MS)]);
    if (first && first.status < 500) {
      if (first.status === 200) waitUntil(store(path, first.clone()));
      return first;
    }
    // A 5xx may come from HAProxy while no instance of the game runs.
    return (await caches.match(path, { cacheName })) ?? (await fresh) ?? Response.error();
  };

  /** Stores a changed page (the operator's name, colours), unless it needs files of another version. */
  const store = async (path: string, response: Response): Promise<void> => {
    const text = await response.clone().text();
    const ours = [...text.matchAll(/"(\/assets\/[^"]+)"/g)].every(([, file = '']) => hashed.has(file));
    if (ours) await (await caches.open(cacheName)).put(path, response);
  };

  const cacheFirst = async (request: Request): Promise<Response> =>
    (await caches.match(request, { cacheName })) ?? fetch(request);

  const revalidated = (path: string) => new Request(new URL(path, origin), { cache: 'no-cache' });

  return {
    async install() {
      const cache = await caches.open(cacheName);
      await cache.addAll([revalidated(PAGE), ...files]);
      const page = await cache.match(PAGE);
      // The file exists only if the operator has set a colour.
      if ((await page?.text())?.includes(SITE_STYLE)) await cache.add(revalidated(SITE_STYLE));
    },
    async activate() {
      const outdated = (await caches.keys()).filter((each) => each.startsWith(PREFIX) && each !== cacheName);
      await Promise.all(outdated.map((each) => caches.delete(each)));
    },
    respond(request, waitUntil) {
      const { pathname, origin: requested } = new URL(request.url);
      if (request.method !== 'GET' || requested !== origin) return undefined;
      if (pathname === PAGE || pathname === SITE_STYLE) return networkFirst(request, pathname, waitUntil);
      return hashed.has(pathname) ? cacheFirst(request) : undefined;
    },
  };
}

const PREFIX = 'shell-';
const PAGE = '/';
/** The operator's colours. */
const SITE_STYLE = '/site.css';
/** How long to wait for the network before the stored page is served. */
const NETWORK_TIMEOUT_MS = 3_000;
