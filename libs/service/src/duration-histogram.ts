import type { Metric, Registry } from 'prom-client';

/** Upper bounds in seconds. */
type Buckets = readonly number[];

/**
 * A Prometheus histogram of durations, with an exemplar of each bucket that names a request. It counts in plain numbers and
 * leaves only the text to prom-client, whose own histogram takes a microsecond to find a series by its labels: a fiftieth of
 * a guess.
 *
 * @see https://prometheus.io/docs/specs/om/open_metrics_spec/#exemplars
 */
export class DurationHistogram<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly type = 'histogram';
  readonly aggregator = 'sum';
  readonly #buckets: Buckets;
  readonly #now: () => number;
  readonly #series: DurationSeries<Label>[] = [];

  /**
   * @param options.buckets upper bounds in seconds, in ascending order
   * @param options.now     the clock of the exemplars, in milliseconds since the Unix epoch
   */
  constructor(options: {
    name: string;
    help: string;
    buckets: Buckets;
    registry: Registry;
    now?: () => number;
  }) {
    this.name = options.name;
    this.help = options.help;
    this.#buckets = options.buckets;
    this.#now = options.now ?? Date.now;
    // The type of prom-client names its own classes only; a registry needs no more than this class has.
    options.registry.registerMetric(this as unknown as Metric);
  }

  /** Adds the series of a set of labels, which must be new, with no observation. */
  addSeries(labels: Readonly<Record<Label, string>>): DurationSeries<Label> {
    const series = new DurationSeries(labels, this.#buckets, this.#now);
    this.#series.push(series);
    return series;
  }

  /** The samples, in the form that a registry of prom-client turns into text. */
  async get() {
    const { name, help, type, aggregator } = this;
    return { name, help, type, aggregator, values: this.#series.flatMap((series) => series.samples(name)) };
  }
}

interface Exemplar {
  readonly labelSet: { readonly request_id: string };
  readonly value: number;
  /** In seconds since the Unix epoch. */
  readonly timestamp: number;
}

/** The observations of one set of labels. */
export class DurationSeries<Label extends string> {
  readonly labels: Readonly<Record<Label, string>>;
  /** How many durations were observed. */
  count = 0;
  #sum = 0;
  readonly #buckets: Buckets;
  readonly #now: () => number;
  /** Observations of each bucket alone; the last is above all bounds. */
  readonly #counts: number[];
  readonly #exemplars: (Exemplar | undefined)[];
  /** Buckets whose exemplar was taken since the last scrape: one for each scrape is enough, and the others cost nothing. */
  readonly #hasNewExemplar: boolean[];

  constructor(labels: Readonly<Record<Label, string>>, buckets: Buckets, now: () => number) {
    this.labels = labels;
    this.#buckets = buckets;
    this.#now = now;
    this.#counts = Array(buckets.length + 1).fill(0);
    this.#exemplars = Array(buckets.length + 1).fill(undefined);
    this.#hasNewExemplar = Array(buckets.length + 1).fill(false);
  }

  /**
   * @param requestId becomes the exemplar of its bucket when it is the first there since the last scrape; an exemplar may
   *                  have 128 characters with its label (OpenMetrics 1.0)
   */
  observe(seconds: number, requestId: string | undefined): void {
    this.count += 1;
    this.#sum += seconds;
    let bucket = 0;
    while (bucket < this.#buckets.length && seconds > (this.#buckets[bucket] ?? 0)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    if (requestId === undefined || this.#hasNewExemplar[bucket]) return;
    this.#hasNewExemplar[bucket] = true;
    this.#exemplars[bucket] = {
      labelSet: { request_id: requestId },
      value: seconds,
      timestamp: this.#now() / 1000,
    };
  }

  /** The samples of this series. Afterwards each bucket takes a new exemplar. */
  samples(name: string) {
    const sharedLabels = this.labels;
    let total = 0;
    const buckets = this.#counts.map((count, i) => {
      total += count;
      const labels = { le: String(this.#buckets[i] ?? '+Inf') };
      return {
        metricName: `${name}_bucket`,
        labels,
        sharedLabels,
        value: total,
        exemplar: this.#exemplars[i],
      };
    });
    this.#hasNewExemplar.fill(false);
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels: {}, sharedLabels, value: this.#sum },
      { metricName: `${name}_count`, labels: {}, sharedLabels, value: this.count },
    ];
  }
}
