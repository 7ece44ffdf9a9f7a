import { fileURLToPath } from 'node:url';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

/** The folder of the dashboards' JSON files. */
export const DASHBOARD_FOLDER = fileURLToPath(new URL('../../grafana/dashboards', import.meta.url));

/** Formats a dashboard as the text of its file. */
export function fileText(dashboard: Dashboard): string {
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}
