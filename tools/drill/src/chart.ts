import { BUCKET_MS, type Phase, type Recorder } from './recorder.ts';

const WIDTH = 1200;
const HEIGHT = 400;
const LEFT = 56;
const TOP = 124;
const BOTTOM = 28;
/** The ends of the latency axis, which is logarithmic so that both 1 ms and 10 s can be read. */
const MIN_LATENCY_MS = 1;
const MAX_LATENCY_MS = 30_000;
const GRID_LINES_MS = [1, 10, 100, 1000, 10_000];

/** Draws latency over time as SVG: mean and slowest answer of each half second, failed requests, and a band for each fault. */
export function latencyChart(recorder: Recorder): string {
  const { buckets, phases, startedAt } = recorder;
  const duration = Math.max(1, buckets.length) * BUCKET_MS;
  const x = (milliseconds: number) => LEFT + (milliseconds / duration) * (WIDTH - LEFT);
  const y = (latency: number) => {
    const share =
      Math.log(Math.max(latency, MIN_LATENCY_MS) / MIN_LATENCY_MS) /
      Math.log(MAX_LATENCY_MS / MIN_LATENCY_MS);
    return HEIGHT - BOTTOM - Math.min(1, share) * (HEIGHT - BOTTOM - TOP);
  };
  const answered = buckets
    .map((bucket, i) => ({ ...bucket, x: x((i + 0.5) * BUCKET_MS) }))
    .filter(({ count }) => count > 0);
  const line = (points: readonly (readonly [number, number])[]) =>
    points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' ');

  const grid = GRID_LINES_MS.map(
    (latency) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${y(latency)}" y2="${y(latency)}"/>
      <text x="${LEFT - 6}" y="${y(latency) + 4}" text-anchor="end">${latency < 1000 ? `${latency} ms` : `${latency / 1000} s`}</text>`,
  );
  const seconds = duration / 1000;
  const step = [10, 30, 60, 120, 300, 600].find((candidate) => seconds / candidate <= 16) ?? 1800;
  const times = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, i) => i * step).map(
    (second) =>
      `<text x="${x(second * 1000)}" y="${HEIGHT - 8}" text-anchor="middle">${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')}</text>`,
  );
  const bands = phases
    .filter(({ faultAt }) => faultAt !== undefined)
    .map((phase) => band(phase, startedAt, x));
  const failures = answered
    .filter(({ failed }) => failed > 0)
    .map(
      ({ x, failed }) =>
        `<circle class="failed" cx="${x.toFixed(1)}" cy="${TOP + 6}" r="4"><title>${failed} failed</title></circle>`,
    );
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Latency over time, with the faults marked">
${bands.join('\n')}
${grid.join('\n')}
${times.join('\n')}
<polyline class="slowest" points="${line(answered.map((point) => [point.x, y(point.slowest)]))}"/>
<polyline class="mean" points="${line(answered.map((point) => [point.x, y(point.sum / point.count)]))}"/>
${failures.join('\n')}
</svg>`;
}

/** Draws a fault: a dark band until its revert, then a light band until the system is healthy. */
function band(phase: Phase, startedAt: number, x: (milliseconds: number) => number): string {
  const {
    number,
    component,
    fault,
    faultAt = startedAt,
    revertedAt = faultAt,
    healthyAt = revertedAt,
  } = phase;
  const [from, back, healthy] = [faultAt, revertedAt, healthyAt].map((at) => x(at - startedAt));
  if (from === undefined || back === undefined || healthy === undefined) return '';
  const rect = (kind: string, begin: number, end: number) =>
    `<rect class="${kind}" x="${begin.toFixed(1)}" y="${TOP}" width="${Math.max(1, end - begin).toFixed(1)}" height="${HEIGHT - BOTTOM - TOP}"/>`;
  const middle = (from + healthy) / 2;
  return `<g><title>${number}: ${component} ${fault}</title>${rect('down', from, back)}${rect('recovering', back, healthy)}
<line class="fault" x1="${from.toFixed(1)}" x2="${from.toFixed(1)}" y1="${TOP - 6}" y2="${HEIGHT - BOTTOM}"/>
<text class="label" transform="translate(${(middle + 3).toFixed(1)} ${TOP - 10}) rotate(-55)">${label(phase)}</text></g>`;
}

function label({ component, fault }: Phase): string {
  return `${component.replace(/ \(.*\)$/, '')} ${fault}`;
}
