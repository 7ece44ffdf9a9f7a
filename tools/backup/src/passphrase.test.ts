import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import type { ReadStream } from 'node:tty';
import { readPassphrase } from './passphrase.ts';

test('reads the passphrase from the environment', async () => {
  assert.equal(
    await readPassphrase(true, { BACKUP_PASSPHRASE: 'long enough' }, terminal(false)),
    'long enough',
  );
});

test('fails without a passphrase when there is no terminal', async () => {
  for (const environment of [{}, { BACKUP_PASSPHRASE: '' }])
    await assert.rejects(readPassphrase(true, environment, terminal(false)), { code: 'passphrase_missing' });
});

test('asks at a terminal, and fails when the passphrase is empty, not repeated, or cancelled', async () => {
  assert.equal(await readPassphrase(false, {}, terminal(true, 'once\r')), 'once');
  assert.equal(await readPassphrase(true, {}, terminal(true, 'twice\r', 'twice\r')), 'twice');
  for (const typed of [['\r'], ['one\r', 'two\r'], ['\u0003'], ['\u0004']])
    await assert.rejects(readPassphrase(true, {}, terminal(true, ...typed)), { code: 'passphrase_missing' });
});

/** A fake terminal that types the next line each time the echo is turned off for a prompt. */
function terminal(isTTY: boolean, ...typed: string[]): ReadStream {
  const stream = new PassThrough();
  const setRawMode = (isRaw: boolean) => {
    if (isRaw) setImmediate(() => stream.write(typed.shift() ?? ''));
  };
  return Object.assign(stream, { isTTY, setRawMode }) as unknown as ReadStream;
}
