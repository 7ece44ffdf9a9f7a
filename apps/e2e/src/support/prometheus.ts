/** A series in a response of Prometheus: its labels, and its values by Unix time in seconds. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [time: number, value: number])[];
}

/** Queries a Prometheus. Each method throws an Error with its message if it rejects the expression. */
export interface PrometheusClient {
  /** The newest values of an expression. */
  newest(expr: string): Promise<Series[]>;
  /** The values of an expression between two Unix times, one value per `step`; all in seconds. */
  between(expr: string, from: number, to: number, step: number): Promise<Series[]>;
  /** The labels of the exemplars that the series of an expression have between two Unix times in seconds. */
  exemplars(expr: string, from: number, to: number): Promise<Record<string, string>[]>;
  /** All rules, alerts included, as they were last evaluated. */
  rules(): Promise<EvaluatedRule[]>;
}

/** @see https://prometheus.io/docs/prometheus/latest/querying/api/#rules */
export interface EvaluatedRule {
  readonly name: string;
  readonly query: string;
  /** `unknown` until its first evaluation. */
  readonly health: 'ok' | 'err' | 'unknown';
  /** Of the last evaluation, if that failed. */
  readonly lastError?: string;
}

/** @see https://prometheus.io/docs/prometheus/latest/querying/api/ */
export function createPrometheusClient(url: string): PrometheusClient {
  const ask = async (path: string, parameters: Record<string, string>) =>
    toSeries(await askPrometheus<Vector>(`${url}/api/v1/${path}`, new URLSearchParams(parameters)));
  return {
    newest: (query) => ask('query', { query }),
    between: (query, from, to, step) =>
      ask('query_range', { query, start: `${from}`, end: `${to}`, step: `${step}` }),
    async exemplars(query, from, to) {
      const parameters = new URLSearchParams({ query, start: `${from}`, end: `${to}` });
      const series = await askPrometheus<ExemplarSeries[]>(`${url}/api/v1/query_exemplars`, parameters);
      return series.flatMap(({ exemplars }) => exemplars.map(({ labels }) => labels));
    },
    async rules() {
      const { groups } = await askPrometheus<{ groups: { rules: EvaluatedRule[] }[] }>(`${url}/api/v1/rules`);
      return groups.flatMap(({ rules }) => rules);
    },
  };
}

interface Vector {
  result: {
    metric: Record<string, string>;
    value?: [time: number, value: string];
    values?: [time: number, value: string][];
  }[];
}

interface ExemplarSeries {
  exemplars: { labels: Record<string, string> }[];
}

/** @param form of a query; without it, the path is read */
async function askPrometheus<T>(url: string, form?: URLSearchParams): Promise<T> {
  const response = await fetch(url, form && { method: 'POST', body: form });
  const { error, data } = (await response.json()) as { error?: string; data?: T };
  if (data === undefined) throw new Error(`${error}\n${form?.get('query') ?? url}`);
  return data;
}

function toSeries({ result }: Vector): Series[] {
  return result.map(({ metric, value, values = [] }) => ({
    labels: metric,
    values: (value === undefined ? values : [value]).map(([time, text]) => [time, toNumber(text)] as const),
  }));
}

function toNumber(text: string): number {
  return Number(text.replace('Inf', 'Infinity'));
}
