import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { SettingsError } from '@motus/service';
import { readMotusSettings } from './settings.ts';

const dir = mkdtempSync(join(tmpdir(), 'motus-settings-'));
after(() => rmSync(dir, { recursive: true }));
const key = join(dir, 'key');
writeFileSync(key, Buffer.alloc(32, 7).toString('base64url'));
const right = {
  INSTANCE: 'motus1',
  PORT: '3021',
  MOTUS_CLIENT_SECRET_FILE: key,
  SESSION_KEY_FILE: key,
  DAILY_WORD_KEY_FILE: key,
};

test('takes DEFINITION_URL with {word} in it; the default is the French Wiktionary', () => {
  assert.equal(readMotusSettings(right).DEFINITION_URL, 'https://fr.wiktionary.org/wiki/{word}');
  for (const url of [
    'http://dico.lan:8080/?mot={word}&depuis=motus',
    'https://dico.test/{word}/sens-de-{word}#{word}',
  ]) {
    assert.equal(readMotusSettings({ ...right, DEFINITION_URL: url }).DEFINITION_URL, url);
  }
});

test('refuses to start with another DEFINITION_URL, and says what is expected', () => {
  const wants =
    /; it wants an https or http address with \{word\} in it: the page that says what a word means$/;
  const cases: [string, RegExp][] = [
    ['', /has no \{word\}/],
    ['https://dico.test/', /"https:\/\/dico.test\/" has no \{word\}/],
    ['https://dico.test/{mot}', /has no \{word\}/],
    ['javascript:alert("{word}")', /is not an http or https address/],
    ['//dico.test/{word}', /is not an http or https address/],
    ['dico.test/{word}', /is not an http or https address/],
    ['https://dico.test:port/{word}', /is not an http or https address/],
    ['https://dico.test/le mot/{word}', /is not an http or https address/],
  ];
  for (const [url, fault] of cases) {
    assert.throws(
      () => readMotusSettings({ ...right, DEFINITION_URL: url }),
      (error) => error instanceof SettingsError && fault.test(error.message) && wants.test(error.message),
      url,
    );
  }
});
