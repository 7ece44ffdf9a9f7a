import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';

/** The titles of the dashboards, by their uids, which links contain. */
export const DASHBOARDS = {
  'motus-now': 'Now',
  'motus-game': 'Game',
  'motus-auth': 'Auth',
  'motus-stores': 'Stores',
  'motus-haproxy': 'HAProxy',
  'motus-services': 'Services',
  'motus-logs': 'Logs and one request',
  'motus-slo': 'SLO',
  'motus-observability': 'Observability',
} as const;
export type DashboardUid = keyof typeof DASHBOARDS;

/**
 * A link to a dashboard with the same time range.
 *
 * @param variables of that dashboard; a value may be a Grafana expression, as `${__field.labels.instance}`
 */
export function linkTo(uid: DashboardUid, variables: Readonly<Record<string, string>> = {}) {
  const values = Object.entries(variables).map(([name, value]) => `var-${name}=${value}&`);
  return new DashboardLinkBuilder(DASHBOARDS[uid]).url(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana replaces it, by the time range of the dashboard
    `/d/${uid}?${values.join('')}${'${__url_time_range}'}`,
  );
}

/** A link from a series to the log lines of its instance. */
export function linkToInstanceLogs() {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana replaces it, by the label of the series
  const instance = '${__field.labels.instance}';
  return linkTo('motus-logs', { instance }).title(`The log lines of ${instance}`);
}

/** The menu of all dashboards, at the top of each. */
export function dashboardMenu() {
  return new DashboardLinkBuilder('Dashboards')
    .type(DashboardLinkType.Dashboards)
    .tags(['motus'])
    .asDropdown(true)
    .keepTime(true);
}
