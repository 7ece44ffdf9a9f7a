import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Mark } from '@motus/game';
import type { FinishedPlay } from './finished-play.ts';
import { coloursOf, drawShareImage } from './share-image.ts';

const colours = {
  ground: 'ground',
  ink: 'ink',
  soft: 'soft',
  correct: 'red',
  present: 'yellow',
  absent: 'blue',
};

const playOf = (rows: Mark[][]): FinishedPlay => ({
  name: 'Motus',
  day: '2026-11-21',
  rows,
  state: 'won',
  hard: true,
  seconds: 125,
  url: 'https://motus.example',
  locale: 'fr-FR',
});

const rowOf = (mark: Mark, letters = 6) => Array<Mark>(letters).fill(mark);

test('draws a square for each letter, with a disc for a present one', () => {
  const { canvas, drawn } = fakeCanvas();
  drawShareImage(canvas, playOf([['correct', 'present', 'absent', 'absent', 'absent', 'absent']]), colours);
  const shapes = drawn.filter(({ kind }) => kind !== 'text').map(({ kind, colour }) => `${colour} ${kind}`);
  assert.deepEqual(shapes, [
    'red square',
    'blue square',
    'yellow disc',
    ...Array<string>(4).fill('blue square'),
  ]);
});

test('writes the name, score, date, time and address', () => {
  const { canvas, drawn } = fakeCanvas();
  drawShareImage(canvas, playOf([rowOf('correct')]), colours);
  const texts = drawn.filter(({ kind }) => kind === 'text').map(({ text }) => text);
  assert.deepEqual(texts, ['Motus 1/6 ★', '21/11/2026 · 2 min 05', 'motus.example']);
});

test('centres the cells inside the picture for each word length and number of rows', () => {
  for (const letters of [6, 7, 8, 9]) {
    for (const rows of [1, 6]) {
      const { canvas, drawn } = fakeCanvas();
      drawShareImage(canvas, playOf(Array<Mark[]>(rows).fill(rowOf('absent', letters))), colours);
      const cells = drawn.filter(({ kind }) => kind === 'square');
      assert.equal(cells.length, letters * rows);
      const left = Math.min(...cells.map(({ x }) => x));
      const right = canvas.width - Math.max(...cells.map(({ x, size }) => x + size));
      assert.ok(left > 0 && Math.abs(left - right) < 1, `${letters} letters: ${left}, ${right}`);
      for (const { y, size } of cells) {
        assert.ok(y >= 0 && y + size <= canvas.height, `${rows} rows: ${y} + ${size}`);
      }
    }
  }
});

test('reads the colours by their names in the style sheet', () => {
  const sheet = [
    import.meta.resolve('@motus/site/palette.css'),
    new URL('../../ui/styles/themes.css', import.meta.url),
  ]
    .map((file) => readFileSync(new URL(file), 'utf8'))
    .join('');
  const getPropertyValue = (name: string) => new RegExp(`${name}:([^;]*);`).exec(sheet)?.[1] ?? '';
  for (const [name, colour] of Object.entries(coloursOf({ getPropertyValue }))) {
    assert.match(colour, /#[0-9a-f]{6}\)?$/, name);
  }
});

interface Drawn {
  kind: 'square' | 'disc' | 'text';
  colour: string;
  text: string;
  x: number;
  y: number;
  size: number;
}

/** A canvas that records what it should draw. */
function fakeCanvas(): { canvas: HTMLCanvasElement; drawn: Drawn[] } {
  const drawn: Drawn[] = [];
  let path: Drawn;
  const context = {
    fillStyle: '',
    fillRect() {},
    beginPath() {},
    roundRect(x: number, y: number, size: number) {
      path = { kind: 'square', colour: '', text: '', x, y, size };
    },
    arc(x: number, y: number, radius: number) {
      path = { kind: 'disc', colour: '', text: '', x, y, size: 2 * radius };
    },
    fill() {
      drawn.push({ ...path, colour: this.fillStyle });
    },
    fillText(text: string, x: number, y: number) {
      drawn.push({ kind: 'text', colour: this.fillStyle, text, x, y, size: 0 });
    },
  };
  const canvas = { width: 0, height: 0, getContext: () => context };
  return { canvas: canvas as unknown as HTMLCanvasElement, drawn };
}
