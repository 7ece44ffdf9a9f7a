import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { auth } from './auth.ts';
import { game } from './game.ts';
import { haproxy } from './haproxy.ts';
import { logs } from './logs.ts';
import { now } from './now.ts';
import { observability } from './observability.ts';
import { services } from './services.ts';
import { slo } from './slo.ts';
import { stores } from './stores.ts';

/** All dashboards by the file that Grafana reads, from deploy/grafana/dashboards; its folder is that of Grafana. */
export const dashboards: Readonly<Record<string, Dashboard>> = {
  'operation/now.json': now,
  'operation/slo.json': slo,
  'operation/logs.json': logs,
  'game/game.json': game,
  'game/auth.json': auth,
  'components/services.json': services,
  'components/stores.json': stores,
  'components/haproxy.json': haproxy,
  'components/observability.json': observability,
};
