import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Play } from '@motus/contracts';
import { loadLexicon } from '@motus/lexicon';
import { createGame } from './game.ts';

const DAY = '2026-11-21';

function view(answer: string, state: Play['state'], definitionUrl = 'https://dico.test/{word}') {
  const game = createGame({
    lexicon: loadLexicon(),
    dailyWord: async () => answer,
    timeZone: 'Europe/Paris',
    definitionUrl,
    now: () => Date.parse(`${DAY}T12:00:00Z`),
  });
  return game.view({ day: DAY, state, rows: [], late: false, points: 0 });
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
