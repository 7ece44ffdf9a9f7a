/** The objective: this share of requests is answered, without an error, within 300 ms. */
export const OBJECTIVE = 0.999;

/** The error budget: the share of requests that may fail or be slow. */
const BUDGET = '0.001';

/** The window of the objective; Prometheus keeps its samples as long. */
export const WINDOW = '30d';

/** The rate of requests that were answered without an error within 300 ms. */
function good(window: string): string {
  return `sum(rate(edge_request_duration_seconds_bucket{le="0.3", status_class!="5xx"}[${window}]))`;
}

function all(window: string): string {
  return `sum(rate(edge_request_duration_seconds_count[${window}]))`;
}

/** The share of requests, 0 to 1, that met the objective. */
export function compliance(window: string): string {
  return `${good(window)} / ${all(window)}`;
}

/** The burn rate of the error budget: at 1 the budget lasts exactly for its window. */
export function burnRate(window: string): string {
  return `(1 - ${compliance(window)}) / ${BUDGET}`;
}

/**
 * The share of requests within the objective's window that met it. From what the rules of deploy/prometheus record four times a
 * minute: reading every sample of thirty days would take seconds.
 */
export const OBJECTIVE_MET = `1 - sum_over_time(edge:requests_bad:rate5m[${WINDOW}]) / sum_over_time(edge:requests:rate5m[${WINDOW}])`;

/** The share of the error budget that is left; below 0 when more was spent. */
export const BUDGET_LEFT = `1 - (1 - (${OBJECTIVE_MET})) / ${BUDGET}`;
