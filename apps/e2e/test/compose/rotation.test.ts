import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Visitor } from '@motus/contracts';
import { compose } from '@motus/drill';
import { REPOSITORY } from '@motus/local-system';
import { newPlayer } from './player.ts';

test('the commands of CHANGELOG.md replace the client secret and end no session', async () => {
  const player = await newPlayer();
  const { json: registered } = await player.get<Visitor>('/api/me');
  assert.equal(registered.player?.name, player.name);
  const before = await clientSecret();
  for (const command of await commandsOf('CHANGELOG.md')) await compose(...command);
  const after = await clientSecret();
  assert.match(after, /^\S{20,}$/);
  assert.notEqual(after, before);
  assert.deepEqual((await player.get<Visitor>('/api/me')).json, registered);
  await player.login();
});

/** Reads the `docker compose` commands of a document that replace containers; returns the arguments of each. */
async function commandsOf(document: string): Promise<string[][]> {
  const text = await readFile(join(REPOSITORY, document), 'utf8');
  const commands = Array.from(
    text.matchAll(/^\s*docker compose (.*(?:rm|recreate) .*)$/gm),
    (match) => match[1],
  );
  assert.equal(commands.length, 2);
  // The commands of the document do not wait for the containers, but the test must.
  return commands.map((command = '') => command.replace('--detach', '--detach --wait').split(' '));
}

async function clientSecret(): Promise<string> {
  return (await compose('exec', '-T', 'motus1', 'cat', '/run/secrets/motus/client-secret')).trim();
}
