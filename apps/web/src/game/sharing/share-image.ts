import type { Mark } from '@motus/game';
import type { FinishedPlay } from './finished-play.ts';
import { dateOf, scoreOf, shortDuration } from './share-format.ts';

/** The colours of the picture, in CSS syntax. */
export interface ImageColours {
  ground: string;
  ink: string;
  soft: string;
  correct: string;
  present: string;
  absent: string;
}

/**
 * Draws a play as a picture to share: title, date, the grid in colours and shapes, the address. The picture has a
 * background of its own, so that it is readable on any page.
 *
 * @param canvas is resized to the picture: 1080 pixels wide, as high as the rows need
 * @throws TypeError if the canvas has another kind of context already
 */
export function drawShareImage(canvas: HTMLCanvasElement, play: FinishedPlay, colours: ImageColours): void {
  const letters = play.rows[0]?.length ?? 0;
  const cell = Math.min(MAX_CELL, (WIDTH - 2 * MARGIN - (letters - 1) * GAP) / letters);
  const step = cell + GAP;
  const left = (WIDTH - letters * step + GAP) / 2;
  canvas.width = WIDTH;
  canvas.height = HEADER_HEIGHT + play.rows.length * step - GAP + FOOTER_HEIGHT;
  const context = canvas.getContext('2d');
  if (!context) throw new TypeError('the canvas cannot be drawn on');

  context.fillStyle = colours.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);

  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  const write = (text: string, baseline: number, size: number, colour: string) => {
    context.font = `700 ${size}px ${FONT}`;
    context.fillStyle = colour;
    // The maximum width compresses long names and addresses.
    context.fillText(text, WIDTH / 2, baseline, WIDTH - 2 * MARGIN);
  };
  const time = play.seconds === undefined ? '' : ` · ${shortDuration(play.seconds)}`;
  write(`${play.name} ${scoreOf(play)}`, 128, 84, colours.ink);
  write(`${dateOf(play)}${time}`, 194, 42, colours.soft);
  write(play.url.replace(/^https?:\/\//, ''), canvas.height - 48, 36, colours.soft);

  play.rows.forEach((row, down) => {
    row.forEach((mark, along) => {
      drawCell(
        context,
        mark,
        { x: left + along * step, y: HEADER_HEIGHT + down * step, size: cell },
        colours,
      );
    });
  });
}

/**
 * Reads the current colours of the page.
 *
 * @param style computed style of the root element, which defines them as custom properties
 */
export function coloursOf(style: Pick<CSSStyleDeclaration, 'getPropertyValue'>): ImageColours {
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: colour('ground'),
    ink: colour('ink'),
    soft: colour('ink-soft'),
    correct: colour('correct'),
    present: colour('present'),
    absent: colour('absent'),
  };
}

/** Converts the picture to a PNG file; null if the browser cannot. */
export async function pngOf(canvas: HTMLCanvasElement, name: string): Promise<File | null> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return blob && new File([blob], name, { type: blob.type });
}

const WIDTH = 1080;
const MARGIN = 72;
const HEADER_HEIGHT = 248;
const FOOTER_HEIGHT = 136;
const GAP = 12;
const MAX_CELL = 132;
const FONT =
  '"Avenir Next", "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", "DejaVu Sans", Arial, sans-serif';

function drawCell(
  context: CanvasRenderingContext2D,
  mark: Mark,
  { x, y, size }: { x: number; y: number; size: number },
  colours: ImageColours,
): void {
  // As in the grid: a present letter is a disc on the background of an absent one.
  context.fillStyle = mark === 'correct' ? colours.correct : colours.absent;
  context.beginPath();
  context.roundRect(x, y, size, size, size * 0.1);
  context.fill();
  if (mark !== 'present') return;
  context.fillStyle = colours.present;
  context.beginPath();
  context.arc(x + size / 2, y + size / 2, size * 0.42, 0, 2 * Math.PI);
  context.fill();
}
