import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedBrowser } from './browser.ts';

/** Tests of a page, one of which fails: traces.test.ts looks at what is left of them. */
const browser = sharedBrowser();

for (const outcome of ['passes', 'fails'])
  test(outcome, async () => {
    const page = await browser.open('http://localhost', {});
    await page.setContent('<p>hello</p>');
    assert.equal(await page.textContent('p'), outcome === 'passes' ? 'hello' : 'goodbye');
  });
