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
  };
  const fetch = async (request: Request) => {
    const { pathname } = new URL(request.url);
    network.asked.push(pathname);
    if (network.broken === 'is away') throw new TypeError('Failed to fetch');
    if (network.broken === 'hangs') return new Promise<Response>(() => {});
    return new Response(`fresh ${pathname}`, { status: network.broken ?? 200 });
  };
  const { caches, stores } = known ?? fakeCaches(fetch);
  const wait = () => new Promise<void>((resolve) => setImmediate(resolve));
  const shell = createShell({ version: 'v1', files: FILES, caches, fetch, origin: ORIGIN, wait, ...more });
  return { shell, network, caches, stores };
}

async function textOf(answer: Promise<Response> | undefined): Promise<string | undefined> {
  return (await answer)?.text();
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
  const { shell, network } = bench();
  await shell.install();
  network.asked = [];
  assert.equal(await textOf(shell.answer(requestOf('/'))), 'fresh /');
  assert.deepEqual(network.asked, ['/']);
});

for (const broken of ['is away', 'hangs', 503] as const) {
  const fault = typeof broken === 'number' ? `says ${broken}` : broken;
  test(`the kept page opens when the network ${fault}`, { timeout: 5_000 }, async () => {
    const { shell, network } = bench();
    await shell.install();
    network.broken = broken;
    const response = await shell.answer(requestOf('/?from=mail'));
    assert.equal(response?.status, 200);
    assert.equal(await response?.text(), 'fresh /');
  });
}

test('files that never change come from what was kept, without the network', async () => {
  const { shell, network } = bench();
  await shell.install();
  network.asked = [];
  for (const file of FILES) assert.equal(await textOf(shell.answer(requestOf(file))), `fresh ${file}`);
  assert.deepEqual(network.asked, []);
});

test('a file that the browser has thrown away is fetched', async () => {
  const { shell } = bench();
  assert.equal(await textOf(shell.answer(requestOf(FILES[0] ?? ''))), `fresh ${FILES[0]}`);
});

test('API, logins, other methods and other sites are left to the network', async () => {
  const { shell } = bench();
  await shell.install();
  const left = ['/api/today', '/auth/authorize', '/login', '/logout', '/sw.js', 'https://elsewhere.example/'];
  for (const address of left) assert.equal(shell.answer(requestOf(address)), undefined, address);
  assert.equal(shell.answer(requestOf('/', { method: 'POST' })), undefined);
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
