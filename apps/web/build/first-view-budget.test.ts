import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { firstViewSize } from './first-view-budget.ts';

const html = (...names: string[]) => ({
  name: 'index.html',
  content: names.map((name) => `<script src="/${name}"></script>`).join(''),
});

test('what the page names counts, compressed', () => {
  const noise = randomBytes(5000);
  const files = [
    html('assets/a.js', 'assets/a.css'),
    { name: 'assets/a.js', content: noise },
    { name: 'assets/a.css', content: 'a{}'.repeat(5000) },
  ];
  const size = firstViewSize(files);
  assert.ok(size >= 5000 && size < 5200, String(size));
});

test('what is loaded later does not count', () => {
  const files = [html('assets/a.js'), { name: 'assets/later.js', content: randomBytes(5000) }];
  assert.equal(firstViewSize(files), 0);
});

test('a build without a page has no size', () => {
  assert.throws(() => firstViewSize([]), /index\.html/);
});
