import { dailyAnswers, loadLexicon } from '@motus/lexicon';
import { HAPROXY_NAMES } from '@motus/system';
import { compose, containers } from '../../compose/docker.ts';
import { cutOff, redisCli } from '../../compose/faults.ts';
import { UsageError } from '../support/command-line.ts';
import { until } from '../support/until.ts';
import { edgeAilments } from './edge-health.ts';
import { puttingBack } from './put-back.ts';
import { isSentinel, storeAilments } from './store-health.ts';
import type { Target } from './target.ts';

/** The ports of HAProxy in its container. */
const EDGE = 3101;
const STATS = 3010;

/**
 * The running project that COMPOSE_PROJECT_NAME names.
 *
 * @throws UsageError when nothing runs
 */
export async function composeTarget(): Promise<Target> {
  const found = await containers();
  const namesOf = (list: typeof found) =>
    list.map(({ Service }) => Service).filter((name) => name !== 'secrets');
  const all = namesOf(found);
  /** Where a port of a container is on this machine. */
  const published = (port: number) =>
    found
      .flatMap(({ Publishers }) => Publishers ?? [])
      .find(({ TargetPort, PublishedPort }) => TargetPort === port && PublishedPort > 0)?.PublishedPort ??
    port;
  if (all.length === 0) throw new UsageError('no container of this project runs: docker compose up');
  const lexicon = loadLexicon();
  /** What joins a container again that was cut off. */
  const joins = new Map<string, () => Promise<void>>();
  const target: Target = {
    origin: `http://localhost:${published(EDGE)}`,
    description: 'containers of docker-compose.yml',
    fresh: false,
    names: async () => all,
    impossible: () => false,
    async answer(day) {
      const file = '/run/secrets/motus/daily-word-key';
      const key = await compose('exec', '-T', 'motus1', 'cat', file).catch(() =>
        compose('exec', '-T', 'motus2', 'cat', file),
      );
      return dailyAnswers(lexicon.answers, Buffer.from(key.trim(), 'base64url'))(day);
    },
    async inject(name, fault) {
      switch (fault) {
        case 'kill':
          await compose('kill', name);
          return;
        case 'term':
          await compose('kill', '--signal', 'SIGTERM', name);
          return;
        case 'hang':
          await compose('pause', name);
          return;
        case 'cut':
          joins.set(name, await cutOff(name));
      }
    },
    async revert(name, fault) {
      switch (fault) {
        case 'hang':
          await compose('unpause', name);
          return;
        case 'cut':
          await joins.get(name)?.();
          return;
        default:
          // One that drains still runs, and starting it would do nothing.
          await until(async () => !(await containers()).some(({ Service }) => Service === name));
          await compose('start', name);
      }
    },
    async ailments() {
      const running = new Set(namesOf(await containers()));
      const routers = HAPROXY_NAMES.filter((name) => all.includes(name));
      const ailments = [
        ...all.filter((name) => !running.has(name)).map((name) => `${name} does not run`),
        ...(await edgeAilments(published(STATS), routers)),
      ];
      // Each question to a store is a process in its container: not while there is something else to wait for.
      return ailments.length > 0 ? ailments : storeAilments(target, all);
    },
    async ask(name, ...command) {
      return (await redisCli(name, isSentinel(name) ? 26379 : 6379, ...command)).split('\n');
    },
    async cutPower() {
      await compose('kill');
    },
    async restorePower() {
      await compose('start');
    },
    end: async () => undefined,
  };
  return puttingBack(target);
}
