import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sharedBrowser } from './browser.ts';

/** Two suites with tests of the same names, one of which fails. traces.test.ts runs this file and checks the traces. */
const browser = sharedBrowser();

for (const size of ['phone', 'desk'])
  describe(`at ${size} size`, () => {
    for (const outcome of ['passes', 'fails'])
      test(outcome, async () => {
        const page = await browser.open('http://localhost', {});
        await page.setContent('<p>hello</p>');
        assert.equal(await page.textContent('p'), outcome === 'passes' ? 'hello' : 'goodbye');
      });
  });
