import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Visitor } from '@motus/contracts';
import { newPlayer } from '../../src/support/new-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();

test('a client secret that was seen is replaced as CHANGELOG.md says, and nobody is logged out', async () => {
  const player = await newPlayer(motus);
  const { json: registered } = await player.get<Visitor>('/api/me');
  assert.equal(registered.player?.name, player.name);
  const old = await readClientSecret();
  await motus.system.stop();
  for (const path of ['auth/motus-client-secret', 'motus/client-secret'])
    await rm(join(motus.system.secretsDir, path));
  await motus.restart();
  assert.notEqual(await readClientSecret(), old);
  assert.deepEqual((await player.get<Visitor>('/api/me')).json, registered);
  await player.login();
});

function readClientSecret(): Promise<string> {
  return readFile(join(motus.system.secretsDir, 'motus/client-secret'), 'utf8');
}
