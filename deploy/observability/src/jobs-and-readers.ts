/* What the tables of metrics and of log events share. */

/** A kind of component: the label `job` of its metrics, the label `service` of its lines. */
export type Job = 'auth' | 'motus' | 'score' | 'shipper';

export const ALL_JOBS: readonly Job[] = ['auth', 'motus', 'score', 'shipper'];

/** A dashboard, by the beginning of its title. */
type DashboardReader =
  `dashboard ${'Now' | 'Game' | 'Auth' | 'Stores' | 'HAProxy' | 'Services' | 'Logs' | 'SLO' | 'Observability'}`;

/** A person who investigates a fault. */
type Person = 'operator' | 'developer';

/** Who reads a metric: a dashboard or an alert has it in an expression. */
export type MetricReader = DashboardReader | `alert ${string}` | Person;

/** Who reads a log event: a dashboard names it in a query or a link; *Logs* has a graph of all events. */
export type EventReader = DashboardReader | Person;
