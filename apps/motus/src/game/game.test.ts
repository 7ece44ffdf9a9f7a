import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Play } from '@motus/contracts';
import { loadLexicon } from '@motus/lexicon';
import { createGame, RefusedWord } from './game.ts';

const DAY = '2026-11-21';

function gameWith(answer: string, definitionUrl = 'https://dico.test/{word}') {
  return createGame({
    lexicon: loadLexicon(),
    dailyWord: async () => answer,
    timeZone: 'Europe/Paris',
    definitionUrl,
    now: () => Date.parse(`${DAY}T12:00:00Z`),
  });
}

function view(answer: string, state: Play['state'], definitionUrl?: string) {
  return gameWith(answer, definitionUrl).view({ day: DAY, state, rows: [], late: false, points: 0 });
}

test('a play in progress shows only the length and the first letter of the answer', async () => {
  assert.deepEqual(await view('PECHER', 'playing'), {
    day: DAY,
    state: 'playing',
    rows: [],
    late: false,
    points: 0,
    length: 6,
    firstLetter: 'P',
  });
});

for (const state of ['won', 'lost'] as const) {
  test(`a ${state} play shows the answer, its spellings and the address of its definition`, async () => {
    const { answer, spellings, definitionUrl } = await view('PECHER', state);
    assert.deepEqual(
      [answer, spellings, definitionUrl],
      ['PECHER', ['pêcher', 'pécher'], 'https://dico.test/p%C3%AAcher'],
    );
  });
}

test('puts the percent-encoded spelling into every {word} of the definition address', async () => {
  const { definitionUrl } = await view('OEUVRE', 'won', 'http://dico.lan/{word}?mot={word}#x');
  assert.equal(definitionUrl, 'http://dico.lan/%C5%93uvre?mot=%C5%93uvre#x');
  assert.deepEqual((await view('BALLON', 'won')).spellings, ['ballon']);
});

test('a refused word may be logged only if the dictionary lacks it and nobody can finish its day any more', async () => {
  const [yesterday, before] = ['2026-11-20', '2026-11-19'];
  for (const [answer, day, archive, typed, reason, unknownWord] of [
    ['BALLON', before, true, 'bxxxxx', 'word_unknown', 'BXXXXX'],
    // It may have the letters that its player has found.
    ['BALLON', DAY, false, 'ballom', 'word_unknown', undefined],
    ['BALLON', yesterday, false, 'ballom', 'word_unknown', undefined],
    ['BALLON', yesterday, true, 'ballom', 'word_unknown', undefined],
    // Recorded before a new word list lost it.
    ['BXXXXX', before, true, 'bxxxxx', 'word_unknown', undefined],
    ['BALLON', before, true, 'ballons', 'word_length', undefined],
    ['BALLON', before, true, 'ballo1', 'word_letters', undefined],
    ['BALLON', before, true, 'maison', 'word_first_letter', undefined],
  ] as const) {
    await assert.rejects(gameWith(answer).judge(day, typed, archive), (error) => {
      assert.ok(error instanceof RefusedWord);
      assert.deepEqual([error.reason, error.unknownWord], [reason, unknownWord], `${day} ${typed}`);
      return true;
    });
  }
});
