/** How long an answer may take by default: Prometheus itself may have the fault. */
const TIMEOUT_MS = 2000;

/** An alert that is pending or fires. */
export interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly state: string;
  /** When its condition was first true, in milliseconds since the Unix epoch. */
  readonly activeAt: number;
}

/** The Prometheus of the system under test. */
export interface Prometheus {
  /** Reads the samples of the last 15 seconds. @throws Error if there is no answer */
  samples(selector: string): Promise<readonly { readonly at: number; readonly value: number }[]>;
  /** @throws Error if there is no answer */
  alerts(): Promise<readonly Alert[]>;
}

/** @see https://prometheus.io/docs/prometheus/latest/querying/api/ */
export function connectPrometheus(url: string, timeoutMs = TIMEOUT_MS): Prometheus {
  async function ask<T>(path: string): Promise<T> {
    const response = await fetch(`${url}/api/v1/${path}`, { signal: AbortSignal.timeout(timeoutMs) });
    const { data, error } = (await response.json()) as { data?: T; error?: string };
    if (data === undefined) throw new Error(error);
    return data;
  }
  return {
    async samples(selector) {
      const query = encodeURIComponent(`${selector}[15s]`);
      const { result } = await ask<{ result: { values: [at: number, value: string][] }[] }>(
        `query?query=${query}`,
      );
      return result.flatMap(({ values }) =>
        values.map(([at, value]) => ({ at: 1000 * at, value: Number(value) })),
      );
    },
    async alerts() {
      const { alerts } = await ask<{ alerts: (Omit<Alert, 'activeAt'> & { activeAt: string })[] }>('alerts');
      return alerts.map((alert) => ({ ...alert, activeAt: Date.parse(alert.activeAt) }));
    },
  };
}
