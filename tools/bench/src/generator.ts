import autocannon from 'autocannon';
import type { Job, JobResult, Reply } from './generator-job.ts';
import { player } from './play-requests.ts';
import { reader } from './read-requests.ts';
import { latencyOf } from './statistics.ts';

/*
 * The load generator: a process of its own, on a core of its own. It takes jobs over the channel to its parent, one
 * after the other, and sends a reply to each.
 */

/** How often autocannon looks whether its time is over, in milliseconds. */
const LOOK_EVERY = 100;

/** How many wrong answers are told. */
const MOST_LINES = 10;

process.on('message', (job: Job) => {
  run(job).then(
    (result) => reply({ result }),
    (error) => reply({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());

function reply(message: Reply): void {
  process.send?.(message);
}

async function run({ origin, connections, seconds, load }: Job): Promise<JobResult> {
  const requests = load.kind === 'play' ? player(origin, load) : reader(load);
  const latencies: number[] = [];
  const wrong: string[] = [];
  let answers = 0;
  const usage = process.cpuUsage();
  const begin = performance.now();
  const end = begin + seconds * 1000;
  await fire(
    {
      url: origin,
      connections,
      duration: seconds,
      sampleInt: LOOK_EVERY,
      setupClient(client) {
        let body: Buffer | undefined;
        client.setRequests([requests.next(client)]);
        // autocannon would make a string of each body: for a compressed file that takes longer than all the rest.
        Reflect.get(client, 'pipelinedRequests').addBody = () => undefined;
        client.on('body', (bytes) => {
          body = bytes;
        });
        client.on('response', (status, _bytes, took) => {
          answers++;
          if (status !== requests.status) wrong.push(`${status} ${body}`);
          else {
            requests.answered(client);
            if (performance.now() <= end) latencies.push(took);
          }
          client.setRequests([requests.next(client)]);
        });
      },
    },
    wrong,
  );
  const elapsed = performance.now() - begin;
  const { user, system } = process.cpuUsage(usage);
  const repeated = await requests.settle();
  return {
    rate: latencies.length / seconds,
    latency: latencyOf(latencies),
    answers: answers + repeated.answers,
    wrong: [...wrong, ...repeated.wrong].slice(0, MOST_LINES).map((line) => line.slice(0, 500)),
    acknowledged: requests.acknowledged,
    seatsUsed: requests.seatsUsed,
    busy: (user + system) / 1000 / elapsed,
  };
}

/** Resolves when the time is over. */
function fire(options: autocannon.Options, wrong: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const instance = autocannon(options, (error) => (error ? reject(error) : resolve()));
    instance.on('reqError', (error) => wrong.push(String(error)));
  });
}
