import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHashQueue } from './hash-queue.ts';
import { createPasswords, isOutdated } from './passwords.ts';

const { hash: hashPassword, verify: verifyPassword, verifyNothing } = createPasswords(createHashQueue());

describe('passwords', () => {
  it('accepts the password and no other', async () => {
    const stored = await hashPassword('correct horse');
    assert.match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    assert.equal(await verifyPassword('correct horse', stored), true);
    assert.equal(await verifyPassword('Correct horse', stored), false);
    assert.equal(await verifyPassword('', stored), false);
    assert.equal(await verifyNothing('correct horse'), false);
  });

  it('never makes the same hash twice', async () => {
    assert.notEqual(await hashPassword('correct horse'), await hashPassword('correct horse'));
  });

  it('takes the same characters, however they are composed, as the same password', async () => {
    assert.equal(await verifyPassword('mot de passe\u0301', await hashPassword('mot de pass\u00e9')), true);
  });

  it('reads hashes of other costs and of other makers, and knows that they are outdated', async () => {
    // Made by the reference implementation: echo -n password | argon2 somesalt -id -t 2 -k 256 -p 1 -l 32
    const reference = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    assert.equal(await verifyPassword('password', reference), true);
    assert.equal(isOutdated(reference), true);
    assert.equal(isOutdated(await hashPassword('correct horse')), false);
  });

  it('hashes one password after the other, so that a crowd leaves the machine to others', async () => {
    const cheap = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    const done: string[] = [];
    await Promise.all([
      hashPassword('correct horse').then(() => done.push('dear')),
      verifyPassword('password', cheap).then(() => done.push('cheap')),
    ]);
    assert.deepEqual(done, ['dear', 'cheap']);
  });

  it('refuses to compare with what is no hash', async () => {
    for (const damaged of [
      '',
      'password',
      '$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65',
      '$argon2id$v=19$',
    ]) {
      await assert.rejects(verifyPassword('password', damaged), /damaged/);
    }
  });
});
