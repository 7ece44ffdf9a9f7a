import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryCheck, memoryUse } from './memory-use.ts';

test('the memory check fails for a peak above 90 % of the limit, and for a peak that was not measured', () => {
  const used = memoryUse({
    atRest: new Map([
      ['auth1', 100],
      ['auth2', 100],
      ['motus1', 100],
      ['other', 100],
    ]),
    afterLoad: new Map([['auth1', 150]]),
    peak: new Map([
      ['auth1', 230],
      ['auth2', 231],
      ['other', 900],
    ]),
    limits: new Map([
      ['auth1', 256 * 2 ** 20],
      ['auth2', 256 * 2 ** 20],
      ['motus1', 256 * 2 ** 20],
    ]),
  });
  const checks = used.flatMap(memoryCheck);
  assert.deepEqual(
    checks.map(({ passed, detail }) => [passed, detail]),
    [
      [true, '230 of 256 MiB'],
      [false, '231 of 256 MiB'],
      [false, 'NaN of 256 MiB'],
    ],
  );
});
