import { createLogDelivery } from '@motus/log-delivery';
import { commonSettings } from './common-settings.ts';
import { readSettings } from './settings.ts';

/** How long the end of the process may wait for Loki, in milliseconds. */
const DELIVERY_MS = 800;

/**
 * Delivers the line that says why a service cannot start to Loki, if LOKI_URL is right. It is not a line of the logger: wrong
 * settings are found before there is one.
 *
 * @param message redacted
 */
export async function deliverStartupFailure(
  service: string,
  message: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const url = lokiUrl(env);
  if (url === undefined) return;
  const instance = env.INSTANCE ?? service;
  const time = Date.now();
  const delivery = createLogDelivery({ url, labels: { service, instance, level: 'critical' } });
  delivery.push({ time, line: JSON.stringify({ level: 60, time, service, instance, msg: message }) });
  await delivery.close(DELIVERY_MS);
}

function lokiUrl(env: NodeJS.ProcessEnv): string | undefined {
  try {
    return readSettings({ LOKI_URL: commonSettings.LOKI_URL }, env).LOKI_URL;
  } catch {
    return undefined;
  }
}
