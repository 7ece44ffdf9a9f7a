import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import type { ReadStream } from 'node:tty';
import { readPassphrase } from './passphrase.ts';

test('the passphrase comes from the environment', async () => {
  assert.equal(
    await readPassphrase(true, { BACKUP_PASSPHRASE: 'long enough' }, terminal(false)),
    'long enough',
  );
});

test('without a passphrase, and without a terminal to ask at, a backup is refused', async () => {
  for (const environment of [{}, { BACKUP_PASSPHRASE: '' }])
    await assert.rejects(readPassphrase(true, environment, terminal(false)), { code: 'passphrase_missing' });
});

test('at a terminal it is asked for, and is nothing where it is empty, not repeated, or given up', async () => {
  assert.equal(await readPassphrase(false, {}, terminal(true, 'once\r')), 'once');
  assert.equal(await readPassphrase(true, {}, terminal(true, 'twice\r', 'twice\r')), 'twice');
  for (const typed of [['\r'], ['one\r', 'two\r'], ['\u0003'], ['\u0004']])
    await assert.rejects(readPassphrase(true, {}, terminal(true, ...typed)), { code: 'passphrase_missing' });
});

/** A terminal at which somebody types a line each time that it is made silent for a question. */
function terminal(isTTY: boolean, ...typed: string[]): ReadStream {
  const stream = new PassThrough();
  const setRawMode = (isRaw: boolean) => {
    if (isRaw) setImmediate(() => stream.write(typed.shift() ?? ''));
  };
  return Object.assign(stream, { isTTY, setRawMode }) as unknown as ReadStream;
}
