import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeCaches, ORIGIN, requestOf } from './fake-caches.ts';
import { createShell, type ShellOptions } from './shell.ts';

const FILES = ['/assets/index-a1.js', '/assets/index-b2.css'];

/** A service worker in front of a network that answers every path with `fresh <path>`, unless it is broken. */
function bench(more: Partial<ShellOptions> = {}, known?: ReturnType<typeof fakeCaches>) {
  const network = {
    asked: [] as string[],
    broken: undefined as 'is away' | 'hangs' | number | undefined,
    /** What it answers instead, by path. */
    says: {} as Record<string, string>,
  };
  const fetch = async (request: Request) => {
    const { pathname } = new URL(request.url);
    network.asked.push(pathname);
    if (network.broken === 'is away') throw new TypeError('Failed to fetch');
    if (network.broken === 'hangs') return new Promise<Response>(() => {});
    return new Response(network.says[pathname] ?? `fresh ${pathname}`, { status: network.broken ?? 200 });
  };
  const { caches, stores } = known ?? fakeCaches(fetch);
  const wait = () => new Promise<void>((resolve) => setImmediate(resolve));
  const shell = createShell({ version: 'v1', files: FILES, caches, fetch, origin: ORIGIN, wait, ...more });
  const work: Promise<unknown>[] = [];
  const answer = (path: string, init?: RequestInit) =>
    shell.answer(requestOf(path, init), (later) => work.push(later));
  return {
    shell,
    network,
    caches,
    stores,
    answer,
    /** An answer as text, when all that goes on after it is done. */
    async textOf(path: string): Promise<string | undefined> {
      const text = await (await answer(path))?.text();
      await Promise.all(work);
      return text;
    },
  };
}

test('installing fetches the page and all its files', async () => {
  const { shell, stores } = bench();
  await shell.install();
  assert.deepEqual([...(stores.get('shell-v1')?.keys() ?? [])], ['/', ...FILES]);
});

test('a version of which a file is missing is not installed', async () => {
  const { shell, network } = bench();
  network.broken = 404;
  await assert.rejects(shell.install());
});

test('the page comes from the network while there is one', async () => {
  const { shell, network, textOf } = bench();
  await shell.install();
  network.asked = [];
  assert.equal(await textOf('/'), 'fresh /');
  assert.deepEqual(network.asked, ['/']);
});

for (const broken of ['is away', 'hangs', 503] as const) {
  const fault = typeof broken === 'number' ? `says ${broken}` : broken;
  test(`the kept page opens when the network ${fault}`, { timeout: 5_000 }, async () => {
    const { shell, network, answer } = bench();
    await shell.install();
    network.broken = broken;
    const response = await answer('/?from=mail');
    assert.equal(response?.status, 200);
    assert.equal(await response?.text(), 'fresh /');
  });
}

const PAGE = (name: string, version = 'a1') =>
  `<title>${name}</title><script src="/assets/index-${version}.js"></script><link href="/site.css">`;

test('the page and the operator’s colours are kept as they were seen last', async () => {
  const { shell, network, stores, textOf } = bench();
  network.says = { '/': PAGE('Motus'), '/site.css': 'red' };
  await shell.install();
  assert.deepEqual([...(stores.get('shell-v1')?.keys() ?? [])], ['/', ...FILES, '/site.css']);
  network.says = { '/': PAGE('Lettres'), '/site.css': 'green' };
  assert.equal(await textOf('/?from=mail'), PAGE('Lettres'));
  assert.equal(await textOf('/site.css'), 'green');
  network.broken = 'is away';
  assert.equal(await textOf('/'), PAGE('Lettres'));
  assert.equal(await textOf('/site.css'), 'green');
});

test('a page whose files have not been kept, or that is an error, is shown and not kept', async () => {
  const { shell, network, textOf } = bench();
  network.says = { '/': PAGE('Motus') };
  await shell.install();
  network.says = { '/': PAGE('Motus', 'newer') };
  assert.equal(await textOf('/'), PAGE('Motus', 'newer'));
  network.says = { '/': 'too many requests' };
  network.broken = 429;
  assert.equal(await textOf('/'), 'too many requests');
  network.broken = 'is away';
  assert.equal(await textOf('/'), PAGE('Motus'));
});

test('files that never change come from what was kept, without the network', async () => {
  const { shell, network, textOf } = bench();
  await shell.install();
  network.asked = [];
  for (const file of FILES) assert.equal(await textOf(file), `fresh ${file}`);
  assert.deepEqual(network.asked, []);
});

test('a file that the browser has thrown away is fetched', async () => {
  const { textOf } = bench();
  assert.equal(await textOf(FILES[0] ?? ''), `fresh ${FILES[0]}`);
});

test('API, logins, other methods and other sites are left to the network', async () => {
  const { shell, answer } = bench();
  await shell.install();
  const left = ['/api/today', '/auth/authorize', '/login', '/logout', '/sw.js', 'https://elsewhere.example/'];
  for (const address of left) assert.equal(answer(address), undefined, address);
  assert.equal(answer('/', { method: 'POST' }), undefined);
});

test('a new version forgets the files of the old one, and nothing else', async () => {
  const old = bench();
  await old.shell.install();
  await old.caches.open('another');
  const { shell, caches } = bench({ version: 'v2' }, old);
  await shell.install();
  await shell.activate();
  assert.deepEqual(await caches.keys(), ['another', 'shell-v2']);
});
