import { escaped } from '@motus/measurement';
import { figure } from './tables.ts';

/** One bar: a value with its spread. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

/** A bar of several parts. */
export interface StackedBar {
  readonly label: string;
  readonly parts: Readonly<Record<string, number>>;
}

const WIDTH = 1000;
const LEFT = 300;
const RIGHT = 90;
const STEP = 26;
const THICK = 16;
const COLOURS = [
  '#1f77b4',
  '#ff7f0e',
  '#2ca02c',
  '#d62728',
  '#9467bd',
  '#8c564b',
  '#e377c2',
  '#7f7f7f',
  '#bcbd22',
];

/** Horizontal bars as SVG; a line shows from the least to the most of the rounds. */
export function bars(title: string, unit: string, all: readonly Bar[]): string {
  const x = scale(Math.max(...all.map(({ most }) => most)));
  const right = (value: number, gap = 0) => (LEFT + x(value) + gap).toFixed(1);
  const rows = all.map(({ label, value, least, most }, i) => {
    const y = i * STEP;
    return `${labelAt(label, y)}<rect class="bar" x="${LEFT}" y="${y}" width="${x(value).toFixed(1)}" height="${THICK}"/>
<line class="spread" x1="${right(least)}" x2="${right(most)}" y1="${y + THICK / 2}" y2="${y + THICK / 2}"/>
<text x="${right(most, 6)}" y="${y + 12}">${figure(value)} ${unit}</text>`;
  });
  return plot(title, all.length, rows.join('\n'));
}

/** Horizontal bars whose parts add up, with the names of the parts above them. */
export function stackedBars(title: string, unit: string, all: readonly StackedBar[]): string {
  const sum = ({ parts }: StackedBar) => Object.values(parts).reduce((total, part) => total + part, 0);
  const x = scale(Math.max(...all.map(sum)));
  const names = [...new Set(all.flatMap(({ parts }) => Object.keys(parts)))];
  const colour = (name: string) => COLOURS[names.indexOf(name) % COLOURS.length];
  const rows = all.map((bar, i) => {
    const y = (i + 1) * STEP;
    let at = LEFT;
    const pieces = Object.entries(bar.parts).map(([name, value]) => {
      const piece = `<rect x="${at.toFixed(1)}" y="${y}" width="${x(value).toFixed(1)}" height="${THICK}" fill="${colour(name)}"><title>${escaped(name)}: ${figure(value)} ${unit}</title></rect>`;
      at += x(value);
      return piece;
    });
    return `${labelAt(bar.label, y)}${pieces.join('')}<text x="${(at + 6).toFixed(1)}" y="${y + 12}">${figure(sum(bar))} ${unit}</text>`;
  });
  const key = names.map(
    (name, i) =>
      `<tspan fill="${colour(name)}">■</tspan> ${escaped(name)}${i < names.length - 1 ? ' · ' : ''}`,
  );
  return plot(title, all.length + 1, `<text x="${LEFT}" y="12">${key.join('')}</text>\n${rows.join('\n')}`);
}

function scale(most: number): (value: number) => number {
  return (value) => (value / most) * (WIDTH - LEFT - RIGHT);
}

function labelAt(label: string, y: number): string {
  return `<text x="${LEFT - 8}" y="${y + 12}" text-anchor="end">${escaped(label)}</text>`;
}

function plot(title: string, rows: number, content: string): string {
  return `<figure><div class="wide"><svg viewBox="0 0 ${WIDTH} ${rows * STEP}" role="img" aria-label="${escaped(title)}">
${content}
</svg></div><figcaption>${escaped(title)}</figcaption></figure>`;
}
