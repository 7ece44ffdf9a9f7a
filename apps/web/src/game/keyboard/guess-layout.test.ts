import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guessLayout, layoutOfKeys, layoutOfLanguage } from './guess-layout.ts';

const AZERTY = new Map([
  ['KeyQ', 'a'],
  ['KeyY', 'y'],
]);

test('recognizes a layout by its keys', () => {
  const layoutOf = (q: string, y: string) =>
    layoutOfKeys(
      new Map([
        ['KeyQ', q],
        ['KeyY', y],
      ]),
    );
  assert.equal(layoutOf('a', 'y'), 'azerty');
  assert.equal(layoutOf('q', 'y'), 'qwerty');
  assert.equal(layoutOf('q', 'z'), 'qwertz');
  assert.equal(layoutOf('b', '^'), 'bepo');
  assert.equal(layoutOf('й', 'н'), undefined);
});

test('knows the usual layout of a language and region', () => {
  assert.equal(layoutOfLanguage('fr'), 'azerty');
  assert.equal(layoutOfLanguage('fr-FR'), 'azerty');
  assert.equal(layoutOfLanguage('fr-CA'), 'qwerty');
  assert.equal(layoutOfLanguage('fr-CH'), 'qwertz');
  assert.equal(layoutOfLanguage('nl-BE'), 'azerty');
  assert.equal(layoutOfLanguage('de'), 'qwertz');
  assert.equal(layoutOfLanguage('en-GB'), 'qwerty');
});

test('prefers the physical keyboard to the language', async () => {
  const keyboard = { getLayoutMap: async () => AZERTY };
  assert.equal(await guessLayout({ language: 'en', keyboard }), 'azerty');
});

test('falls back to the language if the keyboard is unknown', async () => {
  const refused = { getLayoutMap: () => Promise.reject(new DOMException('no', 'SecurityError')) };
  const foreign = { getLayoutMap: async () => new Map([['KeyQ', 'й']]) };
  assert.equal(await guessLayout({ language: 'fr' }), 'azerty');
  assert.equal(await guessLayout({ language: 'fr', keyboard: refused }), 'azerty');
  assert.equal(await guessLayout({ language: 'en', keyboard: foreign }), 'qwerty');
});
