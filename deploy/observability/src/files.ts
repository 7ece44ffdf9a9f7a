import { fileURLToPath } from 'node:url';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

/** Where the files of the dashboards are. */
export const DASHBOARD_FOLDER = fileURLToPath(new URL('../../grafana/dashboards', import.meta.url));

/** A dashboard as the text of its file. */
export function fileText(dashboard: Dashboard): string {
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}
