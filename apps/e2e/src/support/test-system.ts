import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dailyAnswers, loadLexicon } from '@motus/lexicon';
import { freePorts, SERVICE_NAMES, type System, startSystem } from '@motus/local-system';
import { until } from '@motus/testing';

/** A whole system on free ports. The test can read its logs and set its clock. */
export interface TestSystem {
  readonly system: System;
  readonly stateDir: string;
  /** Every line that its processes have written. */
  readonly logs: string[];
  /** Computes the answer of a day from the secret key, as the game does. */
  answer(day: string): Promise<string>;
  /** Sets the clock of all services; it runs on from there. */
  setClock(iso: string): Promise<void>;
  /** Cuts the power, then starts everything with the remaining data. */
  restart(): Promise<void>;
  /** Kills everything and removes the data. */
  stop(): Promise<void>;
}

/**
 * @param environment more settings of the services and HAProxy
 * @param options.within  the parent of its folder, for instance on another disk
 * @param options.preload modules that each service imports first
 * @param options.observe whether Prometheus, Alertmanager and the exporters run, too
 */
export async function startTestSystem(
  environment: Record<string, string> = {},
  {
    within = tmpdir(),
    preload = [],
    observe = false,
  }: { within?: string; preload?: readonly string[]; observe?: boolean } = {},
): Promise<TestSystem> {
  const stateDir = await mkdtemp(join(within, 'motus-e2e-'));
  const clockFile = join(stateDir, 'clock');
  await writeFile(clockFile, '0');
  const logs: string[] = [];
  const ports = await freePorts();
  const start = () =>
    startSystem({
      stateDir,
      ports,
      environment: { ...environment, E2E_CLOCK_FILE: clockFile, DRAIN_MS: '2500' },
      preload: [fileURLToPath(new URL('clock.ts', import.meta.url)), ...preload],
      observe,
      log: (name, line) => void logs.push(`${name} ${line}`),
    });
  let system = await start();
  const test: TestSystem = {
    get system() {
      return system;
    },
    stateDir,
    logs,
    async answer(day) {
      const key = await readFile(join(system.secretsDir, 'motus/daily-word-key'), 'utf8');
      return dailyAnswers(loadLexicon().answers, Buffer.from(key.trim(), 'base64url'))(day);
    },
    async setClock(iso) {
      const shift = String(Date.parse(iso) - Date.now());
      await writeFile(clockFile, shift);
      for (const { name, pid } of system.list()) {
        if (!SERVICE_NAMES.some((service) => service === name) || pid === undefined) continue;
        await until(async () => (await readFile(`${clockFile}.${pid}`, 'utf8')) === shift);
      }
    },
    async restart() {
      await system.cutPower();
      system = await start();
    },
    async stop() {
      // Without draining, which takes some seconds and would serve no client.
      await system.cutPower();
      await rm(stateDir, { recursive: true });
    },
  };
  return test;
}
