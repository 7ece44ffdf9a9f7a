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
 * @param now     the clock, in milliseconds since 1970
 */
export async function deliverStartupFailure(
  service: string,
  message: string,
  env: NodeJS.ProcessEnv,
  now: () => number = Date.now,
): Promise<void> {
  const url = lokiUrl(env);
  if (url === undefined) return;
  const labels = { service, instance: instanceOf(service, env), level: 'critical' };
  const delivery = createLogDelivery({ url, labels });
  delivery.push({ time: now(), line: startupFailureLine(service, message, env, now) });
  await delivery.close(DELIVERY_MS);
}

/**
 * The line that says why a service cannot start, in the form of the logger's.
 *
 * @param message redacted
 * @param now     the clock, in milliseconds since 1970
 */
export function startupFailureLine(
  service: string,
  message: string,
  env: NodeJS.ProcessEnv,
  now: () => number = Date.now,
): string {
  const names = { service, instance: instanceOf(service, env) };
  return JSON.stringify({ level: 60, time: now(), ...names, event: 'instance_failed', msg: message });
}

function instanceOf(service: string, env: NodeJS.ProcessEnv): string {
  return env.INSTANCE ?? service;
}

function lokiUrl(env: NodeJS.ProcessEnv): string | undefined {
  try {
    return readSettings({ LOKI_URL: commonSettings.LOKI_URL }, env).LOKI_URL;
  } catch {
    return undefined;
  }
}
