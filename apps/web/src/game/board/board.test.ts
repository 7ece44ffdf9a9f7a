import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batch, signal } from '@preact/signals';
import { play } from '../fake-plays.ts';
import { gameTexts } from '../game-texts.ts';
import { type Board, type BoardOptions, createBoard } from './board.ts';
import type { GridPlay } from './grid-rows.ts';

interface Fixture {
  board: Board;
  /** The cues, and the words that were sent. */
  events: string[];
  /** Ends the next wait. */
  tick(): Promise<void>;
  /** Adds judged words to the play. */
  add(...words: string[]): void;
}

/** A board with a play of BULBES, whose waits end when the test calls `tick`. */
function fixture(words: string[] = [], options: Partial<BoardOptions> = {}): Fixture {
  const current = signal<GridPlay>(play(words));
  const events: string[] = [];
  const pauses: (() => void)[] = [];
  const board = createBoard({
    play: current,
    send: async (word) => void events.push(word),
    wait: () => new Promise((resolve) => pauses.push(resolve)),
    reducedMotion: () => false,
    hardMode: () => false,
    onCue: (cue) => void events.push(cue),
    ...options,
  });
  board.resetDraft();
  return {
    board,
    events,
    async tick() {
      pauses.shift()?.();
      await new Promise(setImmediate);
    },
    add(...more) {
      batch(() => {
        const rows = [...current.value.rows, ...play(more).rows];
        const won = more.at(-1) === 'BULBES';
        current.value = { ...current.value, rows, state: won ? 'won' : 'playing' };
        board.resetDraft();
        board.reveal();
      });
    },
  };
}

const marks = (board: Board, row: number) =>
  board.rows.value[row - 1]?.cells.map(({ mark }) => mark?.charAt(0) ?? '.').join('');

test('reveals the letters of a row, and their keys, one after the other with a cue', async () => {
  const { board, events, add, tick } = fixture();
  add('BELOTE');
  assert.equal(marks(board, 1), 'c.....');
  assert.equal(board.rows.value[0]?.state, 'revealing');
  assert.equal(board.letters.value.get('L'), undefined);
  await tick();
  await tick();
  assert.equal(marks(board, 1), 'cpc...');
  assert.equal(board.letters.value.get('L'), 'correct');
  assert.deepEqual(events, ['reveal-correct', 'reveal-present', 'reveal-correct']);
  for (let letter = 0; letter < 4; letter++) await tick();
  assert.equal(board.rows.value[0]?.state, 'done');
  assert.equal(board.revealing.value, false);
});

test('announces the whole row at once', () => {
  const { board, add } = fixture();
  add('BALLON');
  assert.equal(
    board.announcement.value,
    'Ligne 1\u00a0: B bien placé, A absent, L bien placé, L absent, O absent, N absent.',
  );
});

test('accepts the next row during the reveal, and shows a hint once its letter is revealed', async () => {
  const { board, add, tick } = fixture();
  add('BELOTE');
  const row = () => board.rows.value[1]?.cells.map(({ letter }) => letter || '.').join('');
  board.type('u');
  assert.equal(row(), 'BU....');
  await tick();
  await tick();
  assert.equal(row(), 'BUL...');
});

test('reveals all letters at once with reduced motion', () => {
  const { board, events, add } = fixture([], { reducedMotion: () => true });
  add('BULBES');
  assert.equal(marks(board, 1), 'cccccc');
  assert.deepEqual(events, ['won']);
  assert.equal(board.justWon.value, true);
});

test('is won once the last letter is revealed', async () => {
  const { board, events, add, tick } = fixture();
  add('BULBES');
  for (let letter = 0; letter < 5; letter++) await tick();
  assert.equal(board.justWon.value, false);
  await tick();
  assert.equal(board.justWon.value, true);
  assert.equal(events.at(-1), 'won');
});

test('stops the reveal of a row when another one is added', async () => {
  const { board, add, tick } = fixture();
  add('BELOTE');
  await tick();
  add('BALLON');
  assert.equal(marks(board, 1), 'cpcaaa');
  assert.equal(marks(board, 2), 'c.....');
  // Ends the wait of the first row, which has no effect.
  await tick();
  assert.equal(marks(board, 2), 'c.....');
  await tick();
  assert.equal(marks(board, 2), 'ca....');
});

test('refuses a word that does not use a hint in hard mode', async () => {
  const { board, events } = fixture(['BELOTE'], { hardMode: () => true });
  board.type('BANANE');
  await board.submit();
  assert.equal(board.message.value?.text, gameTexts.value.hardMode.place('L', 3));
  assert.equal(board.rows.value[1]?.sentence, 'Ligne 2, en cours\u00a0: B, A, N, A, N, E.');
  for (let letter = 0; letter < 6; letter++) board.erase();
  board.type('BALLON');
  await board.submit();
  assert.equal(board.message.value?.text, gameTexts.value.hardMode.letter('E', 1));
  for (let letter = 0; letter < 6; letter++) board.erase();
  board.type('BULBES');
  await board.submit();
  assert.equal(events.at(-1), 'BULBES');
});

test('moves the cursor and announces its cell', () => {
  const { board } = fixture(['BELOTE']);
  board.moveBy(Number.POSITIVE_INFINITY);
  assert.equal(board.announcement.value, 'Case 6\u00a0: vide.');
  board.moveBy(-3);
  assert.equal(board.announcement.value, 'Case 3\u00a0: L proposé.');
  board.type('R');
  board.moveTo(2);
  board.clearCell();
  assert.equal(board.rows.value[1]?.cells[2]?.kind, 'hint');
  board.moveBy(Number.NEGATIVE_INFINITY);
  assert.equal(board.announcement.value, 'Case 2\u00a0: vide.');
});
