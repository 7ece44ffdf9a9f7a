import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildPage } from './build-page.ts';
import { serviceWorker } from './service-worker-plugin.ts';
import { wordFiles } from './word-files.ts';

const plugins = () => [wordFiles(), serviceWorker()];
const page = await buildPage(plugins());

const worker = (files: ReadonlyMap<string, string>) => files.get('sw.js') ?? '';
const versionOf = (files: ReadonlyMap<string, string>) => /version:[`"']([^`"']+)/.exec(worker(files))?.[1];

test('lists every file of the page', () => {
  const assets = [...page.keys()].filter((name) => name.startsWith('assets/'));
  assert.equal(assets.length, 5);
  for (const name of assets) assert.ok(worker(page).includes(`/${name}`), name);
});

test('is a classic script, because not every browser supports module workers', () => {
  assert.doesNotMatch(worker(page), /\b(import|export)\b/);
});

test('has a new version only if the page has changed', async () => {
  assert.ok(versionOf(page));
  assert.equal(versionOf(await buildPage(plugins())), versionOf(page));
  assert.notEqual(versionOf(await buildPage(plugins(), 'Another')), versionOf(page));
});
