import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeCaches, ORIGIN, requestOf } from './fake-caches.ts';
import { createShell, type ShellOptions } from './shell.ts';

const FILES = ['/assets/index-a1.js', '/assets/index-b2.css'];

/** A shell on a network that responds to every path with `fresh <path>`, unless it is broken. */
function fixture(more: Partial<ShellOptions> = {}, known?: ReturnType<typeof fakeCaches>) {
  const network = {
    requested: [] as string[],
    broken: undefined as 'is down' | 'hangs' | number | undefined,
    /** Other response texts, by path. */
    texts: {} as Record<string, string>,
  };
  const fetch = async (request: Request) => {
    const { pathname } = new URL(request.url);
    network.requested.push(pathname);
    if (network.broken === 'is down') throw new TypeError('Failed to fetch');
    if (network.broken === 'hangs') return new Promise<Response>(() => {});
    return new Response(network.texts[pathname] ?? `fresh ${pathname}`, { status: network.broken ?? 200 });
  };
  const { caches, stores } = known ?? fakeCaches(fetch);
  const wait = () => new Promise<void>((resolve) => setImmediate(resolve));
  const shell = createShell({ version: 'v1', files: FILES, caches, fetch, origin: ORIGIN, wait, ...more });
  const work: Promise<unknown>[] = [];
  const respond = (path: string, init?: RequestInit) =>
    shell.respond(requestOf(path, init), (more) => work.push(more));
  return {
    shell,
    network,
    caches,
    stores,
    respond,
    /** Reads a response as text, after the work that follows it. */
    async textOf(path: string): Promise<string | undefined> {
      const text = await (await respond(path))?.text();
      await Promise.all(work);
      return text;
    },
  };
}

test('fetches the page and all its files at installation', async () => {
  const { shell, stores } = fixture();
  await shell.install();
  assert.deepEqual([...(stores.get('shell-v1')?.keys() ?? [])], ['/', ...FILES]);
});

test('does not install a version with a missing file', async () => {
  const { shell, network } = fixture();
  network.broken = 404;
  await assert.rejects(shell.install());
});

test('serves the page from the network while it works', async () => {
  const { shell, network, textOf } = fixture();
  await shell.install();
  network.requested = [];
  assert.equal(await textOf('/'), 'fresh /');
  assert.deepEqual(network.requested, ['/']);
});

for (const broken of ['is down', 'hangs', 503] as const) {
  const fault = typeof broken === 'number' ? `responds ${broken}` : broken;
  test(`serves the stored page when the network ${fault}`, { timeout: 5_000 }, async () => {
    const { shell, network, respond } = fixture();
    await shell.install();
    network.broken = broken;
    const response = await respond('/?from=mail');
    assert.equal(response?.status, 200);
    assert.equal(await response?.text(), 'fresh /');
  });
}

const PAGE = (name: string, version = 'a1') =>
  `<title>${name}</title><script src="/assets/index-${version}.js"></script><link href="/site.css">`;

test('stores the latest page and colours of the operator', async () => {
  const { shell, network, stores, textOf } = fixture();
  network.texts = { '/': PAGE('Motus'), '/site.css': 'red' };
  await shell.install();
  assert.deepEqual([...(stores.get('shell-v1')?.keys() ?? [])], ['/', ...FILES, '/site.css']);
  network.texts = { '/': PAGE('Lettres'), '/site.css': 'green' };
  assert.equal(await textOf('/?from=mail'), PAGE('Lettres'));
  assert.equal(await textOf('/site.css'), 'green');
  network.broken = 'is down';
  assert.equal(await textOf('/'), PAGE('Lettres'));
  assert.equal(await textOf('/site.css'), 'green');
});

test('does not store a page of another version, or an error', async () => {
  const { shell, network, textOf } = fixture();
  network.texts = { '/': PAGE('Motus') };
  await shell.install();
  network.texts = { '/': PAGE('Motus', 'newer') };
  assert.equal(await textOf('/'), PAGE('Motus', 'newer'));
  network.texts = { '/': 'too many requests' };
  network.broken = 429;
  assert.equal(await textOf('/'), 'too many requests');
  network.broken = 'is down';
  assert.equal(await textOf('/'), PAGE('Motus'));
});

test('serves hashed files from the cache, without the network', async () => {
  const { shell, network, textOf } = fixture();
  await shell.install();
  network.requested = [];
  for (const file of FILES) assert.equal(await textOf(file), `fresh ${file}`);
  assert.deepEqual(network.requested, []);
});

test('fetches a file that the browser has evicted', async () => {
  const { textOf } = fixture();
  assert.equal(await textOf(FILES[0] ?? ''), `fresh ${FILES[0]}`);
});

test('does not handle the API, logins, other methods and other origins', async () => {
  const { shell, respond } = fixture();
  await shell.install();
  const left = ['/api/today', '/auth/authorize', '/login', '/logout', '/sw.js', 'https://elsewhere.example/'];
  for (const address of left) assert.equal(respond(address), undefined, address);
  assert.equal(respond('/', { method: 'POST' }), undefined);
});

test('deletes the files of the old version and nothing else', async () => {
  const old = fixture();
  await old.shell.install();
  await old.caches.open('another');
  const { shell, caches } = fixture({ version: 'v2' }, old);
  await shell.install();
  await shell.activate();
  assert.deepEqual(await caches.keys(), ['another', 'shell-v2']);
});
