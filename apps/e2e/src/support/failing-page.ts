import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedBrowser } from './browser.ts';

/** Two tests with a page, one of which fails. traces.test.ts runs this file and checks the traces. */
const browser = sharedBrowser();

for (const outcome of ['passes', 'fails'])
  test(outcome, async () => {
    const page = await browser.open('http://localhost', {});
    await page.setContent('<p>hello</p>');
    assert.equal(await page.textContent('p'), outcome === 'passes' ? 'hello' : 'goodbye');
  });
