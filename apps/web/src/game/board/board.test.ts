import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batch, signal } from '@preact/signals';
import { play } from '../../app/fake-environment.ts';
import { texts } from '../../ui/texts/texts.ts';
import { type Board, type BoardOptions, createBoard } from './board.ts';
import type { GridPlay } from './grid-rows.ts';

interface Bench {
  board: Board;
  /** Everything that could be heard, and the words that were handed over. */
  heard: string[];
  /** Lets the next pause end. */
  tick(): Promise<void>;
  /** What the judge of the words does: adds them. */
  add(...words: string[]): void;
}

/** A board with a play of BULBES on it whose pauses end when the test says so. */
function bench(words: string[] = [], options: Partial<BoardOptions> = {}): Bench {
  const current = signal<GridPlay>(play(words));
  const heard: string[] = [];
  const pauses: (() => void)[] = [];
  const board = createBoard({
    play: current,
    send: async (word) => void heard.push(word),
    wait: () => new Promise((resolve) => pauses.push(resolve)),
    calm: () => false,
    hardMode: () => false,
    onCue: (cue) => void heard.push(cue),
    ...options,
  });
  board.rewrite();
  return {
    board,
    heard,
    async tick() {
      pauses.shift()?.();
      await new Promise(setImmediate);
    },
    add(...more) {
      batch(() => {
        const rows = [...current.value.rows, ...play(more).rows];
        const won = more.at(-1) === 'BULBES';
        current.value = { ...current.value, rows, state: won ? 'won' : 'playing' };
        board.rewrite();
        board.reveal();
      });
    },
  };
}

const marks = (board: Board, row: number) =>
  board.rows.value[row - 1]?.cells.map(({ mark }) => mark?.charAt(0) ?? '.').join('');

test('the letters of a row are told one after the other, each with its sound, and so are the keys', async () => {
  const { board, heard, add, tick } = bench();
  add('BELOTE');
  assert.equal(marks(board, 1), 'c.....');
  assert.equal(board.rows.value[0]?.state, 'revealing');
  assert.equal(board.letters.value.get('L'), undefined);
  await tick();
  await tick();
  assert.equal(marks(board, 1), 'cpc...');
  assert.equal(board.letters.value.get('L'), 'correct');
  assert.deepEqual(heard, ['reveal-correct', 'reveal-present', 'reveal-correct']);
  for (let letter = 0; letter < 4; letter++) await tick();
  assert.equal(board.rows.value[0]?.state, 'done');
  assert.equal(board.revealing.value, false);
});

test('those who listen hear the whole row at once', () => {
  const { board, add } = bench();
  add('BALLON');
  assert.equal(
    board.announcement.value,
    'Ligne 1 : B bien placé, A absent, L bien placé, L absent, O absent, N absent.',
  );
});

test('the next row can be written while letters are being told, and a hint comes with its letter', async () => {
  const { board, add, tick } = bench();
  add('BELOTE');
  const row = () => board.rows.value[1]?.cells.map(({ letter }) => letter || '.').join('');
  board.type('u');
  assert.equal(row(), 'BU....');
  await tick();
  await tick();
  assert.equal(row(), 'BUL...');
});

test('where nothing should move, all letters are told at once', () => {
  const { board, heard, add } = bench([], { calm: () => true });
  add('BULBES');
  assert.equal(marks(board, 1), 'cccccc');
  assert.deepEqual(heard, ['won']);
  assert.equal(board.justWon.value, true);
});

test('a play is won when its last letter has been told', async () => {
  const { board, heard, add, tick } = bench();
  add('BULBES');
  for (let letter = 0; letter < 5; letter++) await tick();
  assert.equal(board.justWon.value, false);
  await tick();
  assert.equal(board.justWon.value, true);
  assert.equal(heard.at(-1), 'won');
});

test('a row that comes while another is being told takes over', async () => {
  const { board, add, tick } = bench();
  add('BELOTE');
  await tick();
  add('BALLON');
  assert.equal(marks(board, 1), 'cpcaaa');
  assert.equal(marks(board, 2), 'c.....');
  // The pause of the row before ends, and nothing comes of it.
  await tick();
  assert.equal(marks(board, 2), 'c.....');
  await tick();
  assert.equal(marks(board, 2), 'ca....');
});

test('in hard mode a word must use what was found', async () => {
  const { board, heard } = bench(['BELOTE'], { hardMode: () => true });
  board.type('BANANE');
  await board.submit();
  assert.equal(board.message.value?.text, texts.value.hardMode.place('L', 3));
  assert.equal(board.rows.value[1]?.sentence, 'Ligne 2, en cours : B, A, N, A, N, E.');
  for (let letter = 0; letter < 6; letter++) board.erase();
  board.type('BALLON');
  await board.submit();
  assert.equal(board.message.value?.text, texts.value.hardMode.letter('E', 1));
  for (let letter = 0; letter < 6; letter++) board.erase();
  board.type('BULBES');
  await board.submit();
  assert.equal(heard.at(-1), 'BULBES');
});

test('the cursor can be moved, and says where it is', () => {
  const { board } = bench(['BELOTE']);
  board.moveBy(Number.POSITIVE_INFINITY);
  assert.equal(board.announcement.value, 'Case 6 : vide.');
  board.moveBy(-3);
  assert.equal(board.announcement.value, 'Case 3 : L proposé.');
  board.type('R');
  board.moveTo(2);
  board.clearCell();
  assert.equal(board.rows.value[1]?.cells[2]?.kind, 'hint');
  board.moveBy(Number.NEGATIVE_INFINITY);
  assert.equal(board.announcement.value, 'Case 2 : vide.');
});
