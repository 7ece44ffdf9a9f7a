import { dailyAnswers, loadLexicon } from '@motus/lexicon';
import { HAPROXY_NAMES } from '@motus/local-system';
import { CONTAINER_MEMORY, cgroupOf, memoryOf, UsageError } from '@motus/measurement';
import { until } from '@motus/testing';
import { EVERYTHING } from './components.ts';
import { compose, containers } from './compose/docker.ts';
import { cutOff, damageVolume, inspect, loseVolume, redisCli } from './compose/faults.ts';
import { DAMAGE_SCRIPT } from './damage-file.ts';
import { edgeAilments } from './edge-health.ts';
import { puttingBack } from './put-back.ts';
import { assertCopied, damagePlace, isSentinel, storeAilments } from './store-health.ts';
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
  /** The folder of each container's cgroup; asked for again when a container was made anew. */
  let cgroups: Promise<ReadonlyMap<string, string>> | undefined;
  const target: Target = {
    origin: `http://localhost:${published(EDGE)}`,
    description: 'containers of docker-compose.yml',
    fresh: false,
    names: async () => all,
    impossible: (fault) =>
      fault === 'disk-full' || fault === 'power-cut'
        ? 'the volumes are on the disk of this machine'
        : undefined,
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
          await compose('kill', ...(name === EVERYTHING ? [] : [name]));
          return;
        case 'term':
          await compose('kill', '--signal', 'SIGTERM', name);
          return;
        case 'hang':
          await compose('pause', name);
          return;
        case 'cut':
          joins.set(name, await cutOff(name));
          return;
        case 'disk-lost':
          await assertCopied(target, name);
          await loseVolume(name);
          return;
        case 'file-damaged':
          await assertCopied(target, name);
          await damageVolume(name, DAMAGE_SCRIPT, await damagePlace(target, name));
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
        case 'disk-lost':
          await compose('up', '--detach', '--no-deps', name);
          cgroups = undefined;
          return;
        default:
          if (name === EVERYTHING) {
            await compose('start');
            return;
          }
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
    async memory() {
      cgroups ??= cgroupsOf();
      const read = [...(await cgroups)].map(
        async ([name, folder]) => [name, await memoryOf(folder)] as const,
      );
      const seen = await Promise.all(read);
      return new Map(seen.flatMap(([name, bytes]) => (bytes === undefined ? [] : [[name, bytes] as const])));
    },
    memoryMeaning: CONTAINER_MEMORY,
    end: async () => undefined,
  };
  return puttingBack(target);
}

/** The cgroup of each running container, by the name of the service. */
async function cgroupsOf(): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    (await containers()).map(async ({ Service, ID }) => {
      const { State } = await inspect(ID);
      return [Service, await cgroupOf(State.Pid)] as const;
    }),
  );
  return new Map(found.flatMap(([name, folder]) => (folder === undefined ? [] : [[name, folder] as const])));
}
