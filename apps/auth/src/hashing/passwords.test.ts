import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHashQueue } from './hash-queue.ts';
import { createPasswords, isOutdated } from './passwords.ts';

const { hash: hashPassword, verify: verifyPassword, verifyDummy } = createPasswords(createHashQueue());

describe('passwords', () => {
  it('verifies the right password and rejects any other', async () => {
    const stored = await hashPassword('correct horse');
    assert.match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    assert.equal(await verifyPassword('correct horse', stored), true);
    assert.equal(await verifyPassword('Correct horse', stored), false);
    assert.equal(await verifyPassword('', stored), false);
    assert.equal(await verifyDummy('correct horse'), false);
  });

  it('salts every hash', async () => {
    assert.notEqual(await hashPassword('correct horse'), await hashPassword('correct horse'));
  });

  it('treats composed and decomposed characters as the same password', async () => {
    assert.equal(await verifyPassword('mot de passe\u0301', await hashPassword('mot de pass\u00e9')), true);
  });

  it('verifies a hash of another library at another cost, and reports it as outdated', async () => {
    // Output of the reference implementation: echo -n password | argon2 somesalt -id -t 2 -k 256 -p 1 -l 32
    const reference = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    assert.equal(await verifyPassword('password', reference), true);
    assert.equal(isOutdated(reference), true);
    assert.equal(isOutdated(await hashPassword('correct horse')), false);
  });

  it('hashes one password at a time, in order', async () => {
    const cheap = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    const done: string[] = [];
    await Promise.all([
      hashPassword('correct horse').then(() => done.push('expensive')),
      verifyPassword('password', cheap).then(() => done.push('cheap')),
    ]);
    assert.deepEqual(done, ['expensive', 'cheap']);
  });

  it('rejects a malformed stored hash', async () => {
    for (const malformed of [
      '',
      'password',
      '$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65',
      '$argon2id$v=19$',
    ]) {
      await assert.rejects(verifyPassword('password', malformed), /malformed/);
    }
  });
});
