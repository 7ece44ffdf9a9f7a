import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildPage } from './build-page.ts';
import { serviceWorker } from './service-worker.ts';
import { wordFiles } from './word-files.ts';

const plugins = () => [wordFiles(), serviceWorker()];
const page = await buildPage(plugins());

const worker = (files: ReadonlyMap<string, string>) => files.get('sw.js') ?? '';
const versionOf = (files: ReadonlyMap<string, string>) => /version:[`"']([^`"']+)/.exec(worker(files))?.[1];

test('the worker keeps every file that the page may need', () => {
  const assets = [...page.keys()].filter((name) => name.startsWith('assets/'));
  assert.equal(assets.length, 5);
  for (const name of assets) assert.ok(worker(page).includes(`/${name}`), name);
});

test('the worker is one script, as not every browser loads modules in workers', () => {
  assert.doesNotMatch(worker(page), /\b(import|export)\b/);
});

test('the version mutations with the page, and only then', async () => {
  assert.ok(versionOf(page));
  assert.equal(versionOf(await buildPage(plugins())), versionOf(page));
  assert.notEqual(versionOf(await buildPage(plugins(), 'Another')), versionOf(page));
});
