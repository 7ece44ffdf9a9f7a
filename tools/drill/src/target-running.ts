import { ask, askPorts, STATE_DIR } from '@motus/cli';
import { SystemError } from '@motus/local-system';
import type { ProcessControls } from './process-controls.ts';
import { revertFaultsOnEnd } from './revert-on-end.ts';
import type { Target } from './target.ts';
import { nativeTarget } from './target-native.ts';

/**
 * A target that is the system of `npm start` on this state folder (STATE_DIR), controlled through the socket that
 * `npm run instance` uses.
 *
 * @throws SystemError if no system runs
 */
export async function runningTarget(): Promise<Target> {
  const controls: ProcessControls = {
    async list() {
      const [, ...rows] = await readLines('list');
      return rows.map((row) => {
        const [name = '', state = '', ...numbers] = row.trim().split(/\s+/);
        // The columns are `pid port` for a running process, `port` for any other.
        const [port, pid] = state === 'running' ? [numbers[1], Number(numbers[0])] : [numbers[0]];
        return { name, state, port: Number(port), ...(pid !== undefined && { pid }) };
      });
    },
    kill: (name, signal) => run('kill', name, signal),
    start: (name) => run('start', name),
    async killAll() {
      await Promise.all((await controls.list()).map(({ name }) => run('kill', name)));
    },
    async startAll() {
      // One by one in the order of a start, because a service becomes ready only after its store.
      for (const { name } of await controls.list()) await run('start', name);
    },
    end: async () => undefined,
  };
  const instances = await controls.list();
  const edge = instances.find(({ name }) => name.startsWith('haproxy'))?.port;
  if (edge === undefined) throw new SystemError('the running system has no HAProxy');
  const target = nativeTarget({
    controls,
    ports: await askPorts(),
    origin: `http://localhost:${edge}`,
    stateDir: STATE_DIR,
    disks: 'the disks are not those of this drill',
    exclusive: false,
    description: 'processes that npm start runs',
    prometheusPort: instances.find(({ name }) => name === 'prometheus')?.port,
  });
  return revertFaultsOnEnd(target);
}

async function readLines(...words: string[]): Promise<string[]> {
  const answer: string[] = [];
  for await (const line of ask(words)) answer.push(line);
  return answer;
}

async function run(...words: string[]): Promise<void> {
  await readLines(...words);
}
