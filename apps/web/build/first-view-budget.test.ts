import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { buildPage } from './build-page.ts';
import { firstViewBudget, firstViewSize } from './first-view-budget.ts';
import { wordFiles } from './word-files.ts';

const html = (...names: string[]) => ({
  name: 'index.html',
  content: names.map((name) => `<script src="/${name}"></script>`).join(''),
});

test('counts the compressed size of the files that the page references', () => {
  const noise = randomBytes(5000);
  const files = [
    html('assets/a.js', 'assets/a.css'),
    { name: 'assets/a.js', content: noise },
    { name: 'assets/a.css', content: 'a{}'.repeat(5000) },
  ];
  const size = firstViewSize(files);
  assert.ok(size >= 5000 && size < 5200, String(size));
});

test('ignores files that are imported dynamically', () => {
  const files = [html('assets/a.js'), { name: 'assets/lazy.js', content: randomBytes(5000) }];
  assert.equal(firstViewSize(files), 0);
});

test('cannot measure without a page', () => {
  assert.throws(() => firstViewSize([]), /index\.html/);
});

test('fails the build of a page that exceeds the budget', async () => {
  await assert.rejects(buildPage([wordFiles(), firstViewBudget(1)]), /its budget is 1$/m);
  assert.ok((await buildPage([wordFiles(), firstViewBudget(5000)])).has('index.html'));
});
