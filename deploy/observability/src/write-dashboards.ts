import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { dashboards } from './dashboards/index.ts';
import { DASHBOARD_FOLDER, fileText } from './files.ts';

/** `npm run dashboards`: writes the dashboards as the JSON files that Grafana reads. */
await rm(DASHBOARD_FOLDER, { recursive: true, force: true });
for (const [name, dashboard] of Object.entries(dashboards)) {
  const path = join(DASHBOARD_FOLDER, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, fileText(dashboard));
}
