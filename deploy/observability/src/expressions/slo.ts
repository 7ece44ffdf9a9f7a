/** The objective: this share of requests is answered, without an error, within 300 ms. */
export const OBJECTIVE = 0.999;

/** The share of requests that miss the objective and still keep it. */
const BUDGET = '0.001';

/** The window of the objective. */
export const WINDOW = '7d';

/** Requests that players had answered as they should be. */
function good(window: string): string {
  return `sum(rate(edge_request_duration_seconds_bucket{le="0.3", status_class!="5xx"}[${window}]))`;
}

function all(window: string): string {
  return `sum(rate(edge_request_duration_seconds_count[${window}]))`;
}

/** The share of requests, 0 to 1, that were answered as the objective wants. */
export function compliance(window: string): string {
  return `${good(window)} / ${all(window)}`;
}

/** How many times faster than allowed the budget is spent: at 1 it lasts exactly for its window. */
export function burnRate(window: string): string {
  return `(1 - ${compliance(window)}) / ${BUDGET}`;
}

/** The share of the error budget that is left; below 0 when more was spent. */
export const BUDGET_LEFT = `1 - ${burnRate(WINDOW)}`;
