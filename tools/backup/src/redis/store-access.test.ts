import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeSecrets } from '@motus/local-system';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { readStoreAccess } from './store-access.ts';

const NODES = { 'auth-store': [{ host: 'a', port: 1 }], 'score-store': [{ host: 'b', port: 2 }] };

test('returns the ledger before the accounts', async (t) => {
  const secrets = join(await temporaryFolder(t), 'secrets');
  await makeSecrets(secrets);
  const stores = await readStoreAccess(secrets, NODES);
  assert.deepEqual(
    stores.map(({ name, nodes }) => [name, nodes[0]?.host]),
    [
      ['score-store', 'b'],
      ['auth-store', 'a'],
    ],
  );
  for (const { password } of stores) assert.match(password, /^[\w-]{43}$/);
});

test('fails with secrets_missing when the password of a store cannot be read', async (t) => {
  await assert.rejects(readStoreAccess(await temporaryFolder(t), NODES), { code: 'secrets_missing' });
});
