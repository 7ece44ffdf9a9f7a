import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalName, faultsOf, readCredentials } from './credentials.ts';

const faultOfName = (name: string) =>
  faultsOf({ name: readCredentials({ name }).name, password: 'x'.repeat(8) }).name;
const faultOfPassword = (password: string) => faultsOf({ name: 'Alice', password }).password;

describe('credentials', () => {
  it('accepts names of letters, digits, spaces, - and _', () => {
    for (const name of ['Zoé', 'Jean-Luc_92', 'Œdipe Æ', '  abc  ', 'a b', '123', 'Straße', 'x'.repeat(20)]) {
      assert.equal(faultOfName(name), undefined, name);
    }
  });

  it('refuses other names', () => {
    const others = [
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
    for (const name of others) assert.notEqual(faultOfName(name), undefined, name);
  });

  it('accepts passwords of 8 to 128 characters, whatever they are', () => {
    for (const password of ['12345678', ' '.repeat(8), '🙂'.repeat(8), 'é'.repeat(128)]) {
      assert.equal(faultOfPassword(password), undefined);
    }
    for (const password of ['', '1234567', '🙂'.repeat(7), 'x'.repeat(129)]) {
      assert.notEqual(faultOfPassword(password), undefined);
    }
  });

  it('knows names that only case, accents or ligatures tell apart', () => {
    const same = [
      ['Élodie', 'ELODIE', 'elodie', 'E\u0301lodie', 'Ｅlodie'],
      ['Œdipe', 'oedipe', 'OEDIPE'],
      ['Straße', 'STRASSE'],
      ['Çağrı', 'cagri'],
    ];
    for (const names of same) assert.equal(new Set(names.map(canonicalName)).size, 1, names.join(' '));
    assert.notEqual(canonicalName('Jean-Luc'), canonicalName('Jean Luc'));
  });

  it('keeps a name as it was typed, but for spaces', () => {
    assert.equal(readCredentials({ name: '  Jean   Luc ', password: ' p ' }).name, 'Jean Luc');
    assert.equal(readCredentials({ name: '', password: ' p ' }).password, ' p ');
  });

  it('reads anything without an error', () => {
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
