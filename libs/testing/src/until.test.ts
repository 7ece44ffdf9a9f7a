import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './until.ts';

test('waits until the condition holds, and treats its errors as not yet', async () => {
  let asked = 0;
  await until(() => {
    asked += 1;
    if (asked === 1) throw new Error('not there yet');
    return asked === 3;
  });
  assert.equal(asked, 3);
});

test('fails with the condition and its last error', async () => {
  const port = async (): Promise<number> => assert.fail('nobody listens');
  await assert.rejects(
    until(async () => (await port()) === 3101, 60),
    (error) => {
      assert.ok(error instanceof Error && error.cause instanceof assert.AssertionError);
      const quoted = 'async () => (await port()) === 3101';
      assert.equal(error.message, `did not hold within 0.06 s: ${quoted}; last error: nobody listens`);
      return true;
    },
  );
});
