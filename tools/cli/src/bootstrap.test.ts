import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';

/** A clone in a folder with a space in its name; the real npm installs its two packages, a pinned Node.js and another. */
const clone = mkdtempSync(join(tmpdir(), 'motus bootstrap '));
const modules = join(clone, 'node_modules');
mkdirSync(join(clone, 'tools/cli/src/commands'), { recursive: true });
mkdirSync(join(clone, 'pinned'));
mkdirSync(join(clone, 'other'));
writeFileSync(join(clone, 'other/package.json'), JSON.stringify({ name: 'other', version: '1.0.0' }));
copyFileSync(join(import.meta.dirname, '../bootstrap.mjs'), join(clone, 'tools/cli/bootstrap.mjs'));
writeFileSync(
  join(clone, 'tools/cli/src/commands/fetch.ts'),
  'const [url = ""]: string[] = process.argv.slice(2);\nconsole.log(await (await fetch(url)).text());\n',
);
writeFileSync(join(clone, 'pinned/node'), `#!/bin/sh\nexec '${process.execPath}' "$@"\n`, { mode: 0o755 });
pin({ bin: { node: 'node' } });
after(() => rmSync(clone, { recursive: true }));

const server = createServer((_, response) => response.end('reached'))
  .listen(0, '127.0.0.1')
  .unref();
await once(server, 'listening');
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

/** Writes package.json and package-lock.json with the pinned Node.js as a development dependency. */
function pin(node: object): void {
  const root = {
    name: 'clone',
    dependencies: { other: 'file:other' },
    devDependencies: { node: 'file:pinned' },
  };
  const pinned = { name: 'node', version: '24.0.0', ...node };
  writeFileSync(join(clone, 'package.json'), JSON.stringify(root));
  writeFileSync(join(clone, 'pinned/package.json'), JSON.stringify(pinned));
  const packages = {
    '': root,
    other: { version: '1.0.0' },
    'node_modules/other': { resolved: 'other', link: true },
    pinned: { ...pinned, dev: true },
    'node_modules/node': { resolved: 'pinned', link: true },
  };
  writeFileSync(join(clone, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
}

async function bootstrap(environment: Record<string, string> = {}, ...words: string[]) {
  const { PATH = '', HOME = '' } = process.env;
  const run = promisify(execFile)(
    process.execPath,
    [join(clone, 'tools/cli/bootstrap.mjs'), ...(words.length > 0 ? words : ['fetch', url])],
    { env: { PATH, HOME, ...environment } },
  );
  return run.catch((error: { stdout: string; stderr: string }) => error);
}

for (const [name, value] of [
  ['NODE_ENV', 'production'],
  ['npm_config_omit', 'dev'],
  ['npm_config_production', 'true'],
] as const) {
  test(`a fresh clone works with ${name}=${value}`, async () => {
    rmSync(modules, { recursive: true, force: true });
    const { stdout, stderr } = await bootstrap({ [name]: value });
    assert.match(stdout, /^installing the npm packages ….*reached\n$/s, stderr);
    assert.equal((await bootstrap({ [name]: value })).stdout, 'reached\n');
  });
}

test('packages that were installed for production only are installed again', async () => {
  rmSync(modules, { recursive: true, force: true });
  const { status } = spawnSync('npm', ['ci', '--omit=dev'], { cwd: clone, stdio: 'ignore' });
  assert.equal(status, 0);
  assert.match((await bootstrap()).stdout, /^installing .*reached\n$/s);
});

test('requests to this machine bypass a proxy, whatever NO_PROXY contains', async () => {
  const proxy = 'http://127.0.0.1:9';
  for (const exceptions of [{}, { NO_PROXY: 'motus.test' }, { no_proxy: '*' }]) {
    const environment = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy, http_proxy: proxy, ...exceptions };
    const { stdout, stderr } = await bootstrap(environment);
    assert.equal(stdout, 'reached\n', stderr);
  }
});

test('the command install ends when the packages are installed', async () => {
  assert.deepEqual(await bootstrap({}, 'install'), { stdout: '', stderr: '' });
});

test('an installation without Node.js fails and names the npm setting that prevents it', async () => {
  pin({});
  rmSync(modules, { recursive: true, force: true });
  const { stderr } = await bootstrap();
  assert.match(stderr, /npm ci installed no Node.js, .*npm config get ignore-scripts/);
});
