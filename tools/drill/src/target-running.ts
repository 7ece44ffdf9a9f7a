import { ask, askPorts, STATE_DIR } from '@motus/cli';
import { SystemError } from '@motus/local-system';
import { puttingBack } from './put-back.ts';
import type { Target } from './target.ts';
import { type Controls, nativeTarget } from './target-native.ts';

/**
 * The system that `npm start` runs on this state folder (STATE_DIR), by way of its control socket, as `npm run instance` does.
 *
 * @throws SystemError when nothing runs
 */
export async function runningTarget(): Promise<Target> {
  const controls: Controls = {
    async list() {
      const [, ...rows] = await lines('list');
      return rows.map((row) => {
        const [name = '', state = '', ...numbers] = row.trim().split(/\s+/);
        // What does not run has no process id.
        const [port, pid] = state === 'running' ? [numbers[1], Number(numbers[0])] : [numbers[0]];
        return { name, state, port: Number(port), ...(pid !== undefined && { pid }) };
      });
    },
    kill: (name, signal) => done('kill', name, signal),
    start: (name) => done('start', name),
    async killAll() {
      await Promise.all((await controls.list()).map(({ name }) => done('kill', name)));
    },
    async startAll() {
      // In the order of a start: a service is ready once its store answers.
      for (const { name } of await controls.list()) await done('start', name);
    },
    end: async () => undefined,
  };
  const edge = (await controls.list()).find(({ name }) => name.startsWith('haproxy'))?.port;
  if (edge === undefined) throw new SystemError('the running system has no HAProxy');
  const target = nativeTarget({
    controls,
    ports: await askPorts(),
    origin: `http://localhost:${edge}`,
    stateDir: STATE_DIR,
    disks: 'these are the disks of who started it',
    fresh: false,
    description: 'processes that npm start runs',
  });
  return puttingBack(target);
}

async function lines(...words: string[]): Promise<string[]> {
  const answer: string[] = [];
  for await (const line of ask(words)) answer.push(line);
  return answer;
}

async function done(...words: string[]): Promise<void> {
  await lines(...words);
}
