import { escaped } from '@motus/measurement';
import { figure } from './tables.ts';

/** A bar for a value with its spread. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/** A bar of several segments, which add up. */
export interface StackedBar {
  readonly label: string;
  readonly parts: Readonly<Record<string, number>>;
}

const WIDTH = 1000;
const LABEL_WIDTH = 300;
const VALUE_WIDTH = 90;
const ROW_HEIGHT = 26;
const BAR_HEIGHT = 16;
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

/** Horizontal bars as SVG; a line on each bar shows the minimum and maximum of the rounds. */
export function bars(title: string, unit: string, all: readonly Bar[]): string {
  const x = scale(Math.max(...all.map(({ max }) => max)));
  const right = (value: number, gap = 0) => (LABEL_WIDTH + x(value) + gap).toFixed(1);
  const rows = all.map(({ label, value, min, max }, i) => {
    const y = i * ROW_HEIGHT;
    return `${labelAt(label, y)}<rect class="bar" x="${LABEL_WIDTH}" y="${y}" width="${x(value).toFixed(1)}" height="${BAR_HEIGHT}"/>
<line class="spread" x1="${right(min)}" x2="${right(max)}" y1="${y + BAR_HEIGHT / 2}" y2="${y + BAR_HEIGHT / 2}"/>
<text x="${right(max, 6)}" y="${y + 12}">${figure(value)} ${unit}</text>`;
  });
  return plot(title, all.length, rows.join('\n'));
}

/** Horizontal stacked bars as SVG, with a legend of the segments above them. */
export function stackedBars(title: string, unit: string, all: readonly StackedBar[]): string {
  const sum = ({ parts }: StackedBar) => Object.values(parts).reduce((total, part) => total + part, 0);
  const x = scale(Math.max(...all.map(sum)));
  const names = [...new Set(all.flatMap(({ parts }) => Object.keys(parts)))];
  const colour = (name: string) => COLOURS[names.indexOf(name) % COLOURS.length];
  const rows = all.map((bar, i) => {
    const y = (i + 1) * ROW_HEIGHT;
    let x0 = LABEL_WIDTH;
    const segments = Object.entries(bar.parts).map(([name, value]) => {
      const segment = `<rect x="${x0.toFixed(1)}" y="${y}" width="${x(value).toFixed(1)}" height="${BAR_HEIGHT}" fill="${colour(name)}"><title>${escaped(name)}: ${figure(value)} ${unit}</title></rect>`;
      x0 += x(value);
      return segment;
    });
    return `${labelAt(bar.label, y)}${segments.join('')}<text x="${(x0 + 6).toFixed(1)}" y="${y + 12}">${figure(sum(bar))} ${unit}</text>`;
  });
  const legend = names.map(
    (name, i) =>
      `<tspan fill="${colour(name)}">■</tspan> ${escaped(name)}${i < names.length - 1 ? ' · ' : ''}`,
  );
  return plot(
    title,
    all.length + 1,
    `<text x="${LABEL_WIDTH}" y="12">${legend.join('')}</text>\n${rows.join('\n')}`,
  );
}

function scale(max: number): (value: number) => number {
  return (value) => (value / max) * (WIDTH - LABEL_WIDTH - VALUE_WIDTH);
}

function labelAt(label: string, y: number): string {
  return `<text x="${LABEL_WIDTH - 8}" y="${y + 12}" text-anchor="end">${escaped(label)}</text>`;
}

function plot(title: string, rows: number, content: string): string {
  return `<figure><div class="wide"><svg viewBox="0 0 ${WIDTH} ${rows * ROW_HEIGHT}" role="img" aria-label="${escaped(title)}">
${content}
</svg></div><figcaption>${escaped(title)}</figcaption></figure>`;
}
