import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAppState } from '../../app/app-state.ts';
import { fakeServer, surroundings } from '../../app/fake-environment.ts';
import { languageFor } from '../../platform/language.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { language, texts } from './texts.ts';

test('the first language that a reader knows is taken, French where there is none', () => {
  assert.equal(languageFor(['en-GB', 'fr']), 'en');
  assert.equal(languageFor(['de-DE', 'EN-us', 'fr']), 'en');
  assert.equal(languageFor(['fr-CA', 'en']), 'fr');
  assert.equal(languageFor(['de']), 'fr');
  assert.equal(languageFor([]), 'fr');
});

test('the setting of the language counts more than what the browser asks for', (t) => {
  t.after(() => {
    language.value = 'fr';
  });
  const state = createAppState(surroundings(fakeServer().fetch, { languages: ['en'] }));
  assert.equal(texts.value.close, 'Close');
  state.settings.set('language', 'fr');
  assert.equal(texts.value.close, 'Fermer');
});

test('a refusal is told in the language on screen', () => {
  assert.equal(fr.refusal('word_unknown', 'Ce mot n’est pas dans notre dictionnaire.').slice(0, 6), 'Ce mot');
  assert.equal(en.refusal('word_unknown', 'Ce mot…'), 'This word is not in our French dictionary.');
  assert.equal(en.refusal('never_heard_of', 'Inconnu.'), en.unexpected);
});
