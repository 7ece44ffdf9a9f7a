/** What a service worker does for the page: keeps its files, and answers with them when the network does not. */
export interface Shell {
  /** Fetches all files of this version; rejects, and keeps nothing, when one cannot be had. */
  install(): Promise<void>;
  /** Forgets the files of other versions. */
  activate(): Promise<void>;
  /** The answer to a request, or undefined for one that is left to the network alone. */
  answer(request: Request): Promise<Response> | undefined;
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
  const page = () => caches.match(PAGE, { cacheName: name });

  const freshPage = async (request: Request): Promise<Response> => {
    const fresh = fetch(request).catch(() => undefined);
    const first = await Promise.race([fresh, wait(PATIENCE_MS)]);
    if (first && first.status < 500) return first;
    // A router without a game behind it answers, too.
    return (await page()) ?? (await fresh) ?? Response.error();
  };

  const keptFile = async (request: Request): Promise<Response> =>
    (await caches.match(request, { cacheName: name })) ?? fetch(request);

  return {
    async install() {
      const cache = await caches.open(name);
      await cache.addAll([new Request(new URL(PAGE, origin), { cache: 'no-cache' }), ...files]);
    },
    async activate() {
      const outdated = (await caches.keys()).filter((each) => each.startsWith(PREFIX) && each !== name);
      await Promise.all(outdated.map((each) => caches.delete(each)));
    },
    answer(request) {
      const { pathname, origin: wanted } = new URL(request.url);
      if (request.method !== 'GET' || wanted !== origin) return undefined;
      if (pathname === PAGE) return freshPage(request);
      return named.has(pathname) ? keptFile(request) : undefined;
    },
  };
}

const PREFIX = 'shell-';
const PAGE = '/';
/** How long the network may take before the kept page is shown. */
const PATIENCE_MS = 3_000;
