/** For tests: the caches of a browser, in memory, filled with a given `fetch`. Keys are paths. */
export function fakeCaches(fetch: (request: Request) => Promise<Response>) {
  const stores = new Map<string, Map<string, Response>>();
  const caches = {
    async open(name: string) {
      const store = stores.get(name) ?? new Map<string, Response>();
      stores.set(name, store);
      return {
        async addAll(requests: (Request | string)[]) {
          const entries = await Promise.all(
            requests.map(async (request) => {
              const response = await fetch(requestOf(request));
              // Like a browser: all or nothing.
              if (!response.ok) throw new TypeError(`${response.status}`);
              return [pathOf(request), response] as const;
            }),
          );
          for (const [path, response] of entries) store.set(path, response);
        },
        async add(request: Request | string) {
          await this.addAll([request]);
        },
        async put(request: Request | string, response: Response) {
          store.set(pathOf(request), response);
        },
        match: async (request: Request | string) => store.get(pathOf(request))?.clone(),
      };
    },
    match: async (request: Request | string, { cacheName }: { cacheName: string }) =>
      stores.get(cacheName)?.get(pathOf(request))?.clone(),
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
  };
  return { caches: caches as unknown as CacheStorage, stores };
}

/** The origin of the pages of the tests. */
export const ORIGIN = 'https://motus.example';

export function requestOf(request: Request | string, init?: RequestInit): Request {
  return new Request(typeof request === 'string' ? new URL(request, ORIGIN) : request, init);
}

function pathOf(request: Request | string): string {
  return new URL(requestOf(request).url).pathname;
}
