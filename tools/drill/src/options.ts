import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError, wholeNumber, wordList } from '@motus/measurement';

/** The faults that a drill can inject. */
export const FAULTS = [
  'kill',
  'term',
  'hang',
  'cut',
  'disk-lost',
  'file-damaged',
  'disk-full',
  'power-cut',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Faults that need a file system of the drill's own for each store node. */
export const DISK_FAULTS: readonly Fault[] = ['disk-full', 'power-cut'];

/** The checked options of the command line. */
export interface DrillOptions {
  /** The number of players at the same time. */
  readonly players: number;
  /** The number of requests that start each second. */
  readonly rate: number;
  /** The duration of a fault, in seconds. */
  readonly seconds: number;
  /** The names of the components that faults are injected into; empty: all. */
  readonly only: readonly string[];
  readonly faults: readonly Fault[];
  /** The system under test: a new one (`own`), that of `npm start` (`running`), or that of docker-compose.yml (`compose`). */
  readonly system: 'own' | 'running' | 'compose';
  /** Whether this is a short drill for CI, with fewer steps and without latency checks. */
  readonly short: boolean;
  /** The path of another haproxy.cfg. */
  readonly config: string | undefined;
  /** The seed of the random numbers: with the same seed the players guess the same words. */
  readonly seed: number;
}

export const USAGE = `usage: npm run drill -- [options]

  --players N      players at the same time (default 50, 1 to 500)
  --rate N         requests that start each second (default 100, 1 to 1000)
  --seconds N      duration of a fault (default 8, 1 to 120)
  --only A,B       only these components, for instance motus1,score-store-primary
  --faults A,B     only these faults: kill (SIGKILL), term (SIGTERM), hang (SIGSTOP), cut (disconnected from the networks,
                   with --compose), disk-lost, file-damaged, disk-full, power-cut (unsynced data is lost); the last
                   two need root and a system of the drill's own
  --short          a drill of about three minutes for CI; latencies are not checked
  --running        tests the system that npm start runs, instead of starting one
  --compose        tests the running Compose project (COMPOSE_PROJECT_NAME)
  --config FILE    another haproxy.cfg, for a system of the drill's own
  --seed N         seed of the random numbers (default: random)`;

/**
 * Parses the command line.
 *
 * @param folder the folder that a relative --config is resolved against
 * @throws UsageError if an option is unknown or invalid
 */
export function readOptions(args: readonly string[], folder = process.cwd()): DrillOptions {
  const given = parse(args);
  const short = given.short ?? false;
  if (given.running && given.compose) throw new UsageError('--running and --compose exclude each other');
  const system = given.compose ? 'compose' : given.running ? 'running' : 'own';
  if (given.config !== undefined && system !== 'own')
    throw new UsageError("--config is for a system of the drill's own: not with --running or --compose");
  const faults = wordList(given.faults) as Fault[];
  const unknown = faults.find((fault) => !FAULTS.includes(fault));
  if (unknown !== undefined)
    throw new UsageError(`--faults: there is no "${unknown}"; there are ${FAULTS.join(', ')}`);
  if (faults.includes('cut') && system !== 'compose')
    throw new UsageError('--faults cut is for containers: it needs --compose');
  const diskFault = faults.find((fault) => DISK_FAULTS.includes(fault));
  if (diskFault !== undefined && system !== 'own')
    throw new UsageError(`--faults ${diskFault} is for a system of the drill's own: not with --${system}`);
  return {
    players: number('players', given.players, short ? 25 : 50, 500),
    rate: number('rate', given.rate, short ? 50 : 100, 1000),
    seconds: number('seconds', given.seconds, short ? 3 : 8, 120),
    only: wordList(given.only),
    faults: faults.length > 0 ? faults : FAULTS.filter((fault) => fault !== 'cut' || system === 'compose'),
    system,
    short,
    config:
      given.config === undefined || isAbsolute(given.config) ? given.config : resolve(folder, given.config),
    seed: number('seed', given.seed, Math.floor(Math.random() * 1e6) + 1, 2 ** 31),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        players: { type: 'string' },
        rate: { type: 'string' },
        seconds: { type: 'string' },
        only: { type: 'string' },
        faults: { type: 'string' },
        config: { type: 'string' },
        seed: { type: 'string' },
        short: { type: 'boolean' },
        running: { type: 'boolean' },
        compose: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function number(name: string, text: string | undefined, defaultValue: number, max: number): number {
  return text === undefined ? defaultValue : wholeNumber(name, text, max);
}
