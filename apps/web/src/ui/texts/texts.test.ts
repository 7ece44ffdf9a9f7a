import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAppState } from '../../app/app-state.ts';
import { fakeEnvironment } from '../../app/fake-environment.ts';
import { fakeServer } from '../../platform/fake-server.ts';
import { languageFor } from '../../platform/language.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { language, texts, translated } from './texts.ts';

test('selects the first language that the reader knows, or French', () => {
  assert.equal(languageFor(['en-GB', 'fr']), 'en');
  assert.equal(languageFor(['de-DE', 'EN-us', 'fr']), 'en');
  assert.equal(languageFor(['fr-CA', 'en']), 'fr');
  assert.equal(languageFor(['de']), 'fr');
  assert.equal(languageFor([]), 'fr');
});

test("prefers the language setting to the browser's language", (t) => {
  t.after(() => {
    language.value = 'fr';
  });
  const state = createAppState(fakeEnvironment(fakeServer().fetch, { languages: ['en'] }));
  assert.equal(texts.value.close, 'Close');
  state.settings.set('language', 'fr');
  assert.equal(texts.value.close, 'Fermer');
});

test('explains a refusal in the current language', () => {
  assert.equal(fr.refusal('word_unknown', 'Ce mot n’est pas dans notre dictionnaire.').slice(0, 6), 'Ce mot');
  assert.equal(en.refusal('word_unknown', 'Ce mot…'), 'This word is not in our French dictionary.');
  assert.equal(en.refusal('never_heard_of', 'Inconnu.'), en.unexpected);
});

test('no line breaks before a colon or a semicolon in French', () => {
  const fr = { line: 'a : b', list: ['a ; b'], made: (word: string) => `${word} : b` };
  const en = { line: 'a: b', list: ['a; b'], made: (word: string) => `${word}: b` };
  const { line, list, made } = translated({ fr, en }).value;
  assert.deepEqual([line, ...list, made('a ; c')], ['a\u00a0: b', 'a\u00a0; b', 'a\u00a0; c\u00a0: b']);
});
