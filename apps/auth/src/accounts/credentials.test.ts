import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalName, readCredentials, validateCredentials } from './credentials.ts';

const nameError = (name: string) =>
  validateCredentials({ name: readCredentials({ name }).name, password: 'x'.repeat(8) }).name;
const passwordError = (password: string) => validateCredentials({ name: 'Alice', password }).password;

describe('credentials', () => {
  it('accepts names of Latin letters, digits, spaces, - and _', () => {
    for (const name of ['Zoé', 'Jean-Luc_92', 'Œdipe Æ', '  abc  ', 'a b', '123', 'Straße', 'x'.repeat(20)]) {
      assert.equal(nameError(name), undefined, name);
    }
  });

  it('rejects names that are too short, too long or contain other characters', () => {
    const invalid = [
      '',
      'ab',
      '  ab  ',
      'x'.repeat(21),
      'a<b>',
      'a\u0000b',
      'Аlice',
      '李小龙',
      '🙂🙂🙂',
      '---',
      'a\u202eb',
      'a.b',
    ];
    for (const name of invalid) assert.notEqual(nameError(name), undefined, name);
  });

  it('accepts passwords of 8 to 128 characters of any kind', () => {
    for (const password of ['12345678', ' '.repeat(8), '🙂'.repeat(8), 'é'.repeat(128)]) {
      assert.equal(passwordError(password), undefined);
    }
    for (const password of ['', '1234567', '🙂'.repeat(7), 'x'.repeat(129)]) {
      assert.notEqual(passwordError(password), undefined);
    }
  });

  it('folds case, accents and ligatures in the canonical name', () => {
    const same = [
      ['Élodie', 'ELODIE', 'elodie', 'E\u0301lodie', 'Ｅlodie'],
      ['Œdipe', 'oedipe', 'OEDIPE'],
      ['Straße', 'STRASSE'],
      ['Çağrı', 'cagri'],
    ];
    for (const names of same) assert.equal(new Set(names.map(canonicalName)).size, 1, names.join(' '));
    assert.notEqual(canonicalName('Jean-Luc'), canonicalName('Jean Luc'));
  });

  it('keeps a name as typed, except for extra spaces', () => {
    assert.equal(readCredentials({ name: '  Jean   Luc ', password: ' p ' }).name, 'Jean Luc');
    assert.equal(readCredentials({ name: '', password: ' p ' }).password, ' p ');
  });

  it('reads a body of any type without throwing', () => {
    const bodies = [
      undefined,
      null,
      'text',
      7,
      {},
      { name: ['a', 'b'] },
      { name: {} },
      Buffer.from([0, 255]),
    ];
    for (const body of bodies) assert.deepEqual(readCredentials(body), { name: '', password: '' });
  });
});
