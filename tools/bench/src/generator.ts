import autocannon from 'autocannon';
import type { Job, JobResult, Reply } from './generator-job.ts';
import { playRequests } from './play-requests.ts';
import { readRequests } from './read-requests.ts';
import { latencyOf } from './statistics.ts';

/*
 * The load generator, a separate process on a separate core. Receives jobs from its parent over the IPC channel, one at a
 * time, and replies to each.
 */

/** How often autocannon checks whether the duration has elapsed. */
const SAMPLE_INTERVAL_MS = 100;

/** How many wrong answers a result contains. */
const MAX_WRONG_LINES = 10;

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
  const requests = load.kind === 'play' ? playRequests(origin, load) : readRequests(load);
  const latencies: number[] = [];
  const wrong: string[] = [];
  let answers = 0;
  const usage = process.cpuUsage();
  const begin = performance.now();
  const end = begin + seconds * 1000;
  await runAutocannon(
    {
      url: origin,
      connections,
      duration: seconds,
      sampleInt: SAMPLE_INTERVAL_MS,
      setupClient(client) {
        let body: Buffer | undefined;
        client.setRequests([requests.next(client)]);
        // autocannon decodes each body into a string: for a compressed file that takes longer than everything else.
        Reflect.get(client, 'pipelinedRequests').addBody = () => undefined;
        client.on('body', (bytes) => {
          body = bytes;
        });
        client.on('response', (status, _bytes, durationMs) => {
          answers++;
          if (status !== requests.expectedStatus) wrong.push(`${status} ${body}`);
          else {
            requests.acknowledge(client);
            if (performance.now() <= end) latencies.push(durationMs);
          }
          client.setRequests([requests.next(client)]);
        });
      },
    },
    wrong,
  );
  const elapsed = performance.now() - begin;
  const { user, system } = process.cpuUsage(usage);
  const repeated = await requests.resendUnanswered();
  return {
    rate: latencies.length / seconds,
    latency: latencyOf(latencies),
    answers: answers + repeated.answers,
    wrong: [...wrong, ...repeated.wrong].slice(0, MAX_WRONG_LINES).map((line) => line.slice(0, 500)),
    acknowledged: requests.acknowledged,
    playersUsed: requests.playersUsed,
    busy: (user + system) / 1000 / elapsed,
  };
}

/** Resolves when the duration has elapsed. */
function runAutocannon(options: autocannon.Options, wrong: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const instance = autocannon(options, (error) => (error ? reject(error) : resolve()));
    instance.on('reqError', (error) => wrong.push(String(error)));
  });
}
