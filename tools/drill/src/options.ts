import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError, wholeNumber, wordList } from '@motus/measurement';

/** What can be done to a component. */
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

/** Those that want file systems of the drill's own under the stores. */
const OF_OWN_DISKS: readonly Fault[] = ['disk-full', 'power-cut'];

/** What the person at the terminal asked for, checked. */
export interface DrillOptions {
  /** Players at the same time. */
  readonly players: number;
  /** Requests that start each second. */
  readonly rate: number;
  /** How long a component stays away, in seconds. */
  readonly seconds: number;
  /** Only these components; empty: all. */
  readonly only: readonly string[];
  readonly faults: readonly Fault[];
  /** Which system is drilled: one of its own, the one that `npm start` runs, the one of docker-compose.yml. */
  readonly system: 'own' | 'running' | 'compose';
  /** A drill for CI: less of everything, and no judgement of latencies. */
  readonly short: boolean;
  /** The path of another haproxy.cfg. */
  readonly config: string | undefined;
  /** Where chance starts: the same seed has the same players guess the same words. */
  readonly seed: number;
}

export const USAGE = `usage: npm run drill -- [options]

  --players N      players at the same time (default 50, 1 to 500)
  --rate N         requests that start each second (default 100, 1 to 1000)
  --seconds N      how long a component stays away (default 8, 1 to 120)
  --only A,B       only these components, for instance motus1,score-store-primary
  --faults A,B     only these: kill (SIGKILL), term (SIGTERM), hang (SIGSTOP), cut (off the networks, with --compose),
                   disk-lost, file-damaged, disk-full, power-cut (what was not synced is lost); the last two want root
                   and a system of the drill's own
  --short          a drill of about three minutes for CI; latencies are not judged
  --running        drills the system that npm start runs, instead of one of its own
  --compose        drills the running Compose project (COMPOSE_PROJECT_NAME)
  --config FILE    another haproxy.cfg, for a system of its own
  --seed N         where chance starts (default: by chance)`;

/**
 * Reads the words of the command line.
 *
 * @throws UsageError with what is wrong
 */
export function readOptions(args: readonly string[], folder = process.cwd()): DrillOptions {
  const given = parse(args);
  const short = given.short ?? false;
  if (given.running && given.compose) throw new UsageError('--running and --compose exclude each other');
  const system = given.compose ? 'compose' : given.running ? 'running' : 'own';
  if (given.config !== undefined && system !== 'own')
    throw new UsageError('--config is for a system of its own: not with --running or --compose');
  const faults = wordList(given.faults) as Fault[];
  const unknown = faults.find((fault) => !FAULTS.includes(fault));
  if (unknown !== undefined)
    throw new UsageError(`--faults: there is no "${unknown}"; there are ${FAULTS.join(', ')}`);
  if (faults.includes('cut') && system !== 'compose')
    throw new UsageError('--faults cut is for containers: it wants --compose');
  const ofOwnDisks = faults.find((fault) => OF_OWN_DISKS.includes(fault));
  if (ofOwnDisks !== undefined && system !== 'own')
    throw new UsageError(`--faults ${ofOwnDisks} is for a system of the drill's own: not with --${system}`);
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

function number(name: string, text: string | undefined, otherwise: number, most: number): number {
  return text === undefined ? otherwise : wholeNumber(name, text, most);
}
