import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeSecrets } from '@motus/system';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { storesOf } from './store-access.ts';

const NODES = { 'auth-store': [{ host: 'a', port: 1 }], 'score-store': [{ host: 'b', port: 2 }] };

test('the ledger is taken before the accounts, so that no player in it is without one', async (t) => {
  const secrets = join(await temporaryFolder(t), 'secrets');
  await makeSecrets(secrets);
  const stores = await storesOf(secrets, NODES);
  assert.deepEqual(
    stores.map(({ name, nodes }) => [name, nodes[0]?.host]),
    [
      ['score-store', 'b'],
      ['auth-store', 'a'],
    ],
  );
  for (const { password } of stores) assert.match(password, /^[\w-]{43}$/);
});

test('without the password of a store there is no backup', async (t) => {
  await assert.rejects(storesOf(await temporaryFolder(t), NODES), { code: 'secrets_missing' });
});
