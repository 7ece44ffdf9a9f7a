/** One sample of a metric. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * Reads the samples of `/metrics`: the Prometheus text format, and OpenMetrics with its exemplars, which are left out.
 *
 * @throws Error with the line that is neither a comment nor a sample
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function readSamples(text: string): Sample[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [, name, labels = '', value] =
      /^([a-zA-Z_:][\w:]*)(?:\{(.*?)\})? ([\d.eE+-]+|NaN|[+-]?Inf)(?: \d+)?(?: # .*)?$/.exec(line) ?? [];
    if (name === undefined) throw new Error(`this is no sample: ${line}`);
    const pairs = labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g);
    return {
      name,
      labels: Object.fromEntries(Array.from(pairs, ([, label = '', of = '']) => [label, of])),
      value: Number(value?.replace('Inf', 'Infinity')),
    };
  });
}
