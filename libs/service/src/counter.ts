import { Counter, type Registry } from 'prom-client';

/** A counter whose label sets are known to the compiler. */
export interface LabelledCounter<Labels> {
  inc(labels: Labels): void;
}

/**
 * Creates a Prometheus counter that has all its label sets from the start, at zero. Prometheus' `increase()` sees no
 * increase in a series that begins at one, so without them the first occurrence of everything would be missing.
 *
 * @param options.labelSets every label set that can occur; another one is a type error where it is counted
 * @see https://prometheus.io/docs/practices/instrumentation/#avoid-missing-metrics
 */
export function createCounter<const Labels extends Readonly<Record<string, string>>>(options: {
  name: string;
  help: string;
  labelSets: readonly Labels[];
  registry: Registry;
}): LabelledCounter<Labels> {
  const { name, help, labelSets, registry } = options;
  const labelNames = Object.keys(labelSets[0] ?? {});
  const counter = new Counter({ name, help, labelNames, registers: [registry] });
  for (const labels of labelSets) counter.inc(labels, 0);
  return { inc: (labels) => counter.inc(labels) };
}
