/** What a service worker does for the page: keeps its files, and answers with them when the network does not. */
export interface Shell {
  /** Fetches all files of this version; rejects, and keeps nothing, when one cannot be had. */
  install(): Promise<void>;
  /** Forgets the files of other versions. */
  activate(): Promise<void>;
  /**
   * The answer to a request, or undefined for one that is left to the network alone.
   *
   * @param later is given what goes on after the answer
   */
  answer(request: Request, later: (work: Promise<unknown>) => void): Promise<Response> | undefined;
}

export interface ShellOptions {
  /** Changes with every build. */
  version: string;
  /** Paths of the files that are named by their content, and so never change. */
  files: readonly string[];
  caches: CacheStorage;
  fetch(request: Request): Promise<Response>;
  /** Where the page lives: `https://motus.example`. */
  origin: string;
  /** Resolves after that many milliseconds. */
  wait(milliseconds: number): Promise<void>;
}

export function createShell({ version, files, caches, fetch, origin, wait }: ShellOptions): Shell {
  const name = PREFIX + version;
  const named = new Set(files);
  const freshFile = async (
    request: Request,
    path: string,
    later: (work: Promise<unknown>) => void,
  ): Promise<Response> => {
    const fresh = fetch(request).catch(() => undefined);
    const first = await Promise.race([fresh, wait(PATIENCE_MS)]);
    if (first && first.status < 500) {
      if (first.status === 200) later(keep(path, first.clone()));
      return first;
    }
    // A router without a game behind it answers, too.
    return (await caches.match(path, { cacheName: name })) ?? (await fresh) ?? Response.error();
  };

  /** The operator may have changed name and colours. A page of another version waits for the worker that has its files. */
  const keep = async (path: string, response: Response): Promise<void> => {
    const text = await response.clone().text();
    const ours = [...text.matchAll(/"(\/assets\/[^"]+)"/g)].every(([, file = '']) => named.has(file));
    if (ours) await (await caches.open(name)).put(path, response);
  };

  const asItIsNow = (path: string) => new Request(new URL(path, origin), { cache: 'no-cache' });

  const keptFile = async (request: Request): Promise<Response> =>
    (await caches.match(request, { cacheName: name })) ?? fetch(request);

  return {
    async install() {
      const cache = await caches.open(name);
      await cache.addAll([asItIsNow(PAGE), ...files]);
      const page = await cache.match(PAGE);
      // There is none where the operator has set no colour.
      if ((await page?.text())?.includes(SITE_STYLE)) await cache.add(asItIsNow(SITE_STYLE));
    },
    async activate() {
      const outdated = (await caches.keys()).filter((each) => each.startsWith(PREFIX) && each !== name);
      await Promise.all(outdated.map((each) => caches.delete(each)));
    },
    answer(request, later) {
      const { pathname, origin: wanted } = new URL(request.url);
      if (request.method !== 'GET' || wanted !== origin) return undefined;
      if (pathname === PAGE || pathname === SITE_STYLE) return freshFile(request, pathname, later);
      return named.has(pathname) ? keptFile(request) : undefined;
    },
  };
}

const PREFIX = 'shell-';
const PAGE = '/';
/** The operator's colours. */
const SITE_STYLE = '/site.css';
/** How long the network may take before the kept page is shown. */
const PATIENCE_MS = 3_000;
