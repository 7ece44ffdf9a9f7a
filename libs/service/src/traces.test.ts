import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { freePort } from '@motus/local-system';
import { startTestCollector, until } from '@motus/testing';

const PROGRAM = `
  import { commonSettings, createService, readSettings, runService } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)};
  await runService('motus', (env) => readSettings(commonSettings, env), async (settings, logger) => {
    const app = await createService({ logger, publicUrl: settings.PUBLIC_URL });
    app.get('/hello', async ({ log }) => (log.info('hello'), 'hello'));
    return app;
  });
`;

/** Writes the address of every module that the process loads to a file, however it is loaded. */
const RECORD_MODULES = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  import { appendFileSync } from 'node:fs';
  registerHooks({ load(url, context, next) { appendFileSync(process.env.MODULES, url + '\\n'); return next(url, context); } });
`)}`;

/** Of these, only the API may be loaded without a collector: prom-client loads it. */
const TRACING_MODULE = /node_modules\/(@opentelemetry\/(?!api\/)[\w-]+|@fastify\/otel)\//;

interface Line {
  readonly msg: string;
  readonly reqId?: string;
  readonly trace_id?: string;
}

/** Runs a service, sends it one request, waits until it has logged something, and ends it. */
async function runOnce(
  environment: Record<string, string>,
  logged = 'hello',
): Promise<{ modules: string[]; lines: Line[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'motus-traces-'));
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ['--import', RECORD_MODULES, '--input-type=module', '--eval', PROGRAM],
    {
      env: {
        PATH: process.env.PATH,
        INSTANCE: 'motus1',
        PORT: String(port),
        DRAIN_MS: '0',
        MODULES: join(folder, 'modules'),
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines: Line[] = [];
  const output = createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line)));
  try {
    await once(output, 'line');
    assert.equal((await fetch(`http://127.0.0.1:${port}/hello`)).status, 200);
    await until(() => lines.some(({ msg }) => msg === logged));
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
    return { modules: (await readFile(join(folder, 'modules'), 'utf8')).split('\n'), lines };
  } finally {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true });
  }
}

test('without a collector no module of OpenTelemetry but its API is loaded, and lines have no trace', async () => {
  const { modules, lines } = await runOnce({ OTEL_EXPORTER_OTLP_ENDPOINT: '' });
  assert.ok(modules.some((url) => url.includes('/node_modules/fastify/')));
  assert.deepEqual(
    modules.filter((url) => TRACING_MODULE.test(url) || url.endsWith('/open-telemetry.ts')),
    [],
  );
  assert.ok(lines.every((line) => !('trace_id' in line)));
});

test('with a collector the spans arrive before the end of the process, and the lines of a request name its trace', async (t) => {
  const collector = await startTestCollector();
  t.after(() => collector.stop());
  const { modules, lines } = await runOnce({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  assert.ok(modules.some((url) => TRACING_MODULE.test(url)));
  const span = collector.spans.find(({ name }) => name === 'GET /hello') ?? assert.fail('no span');
  const line = lines.find(({ msg }) => msg === 'hello');
  assert.equal(line?.trace_id, span.traceId);
  assert.equal(line?.reqId, span.attributes.request_id);
  assert.deepEqual(
    lines.filter((other) => other !== line && 'trace_id' in other),
    [],
  );
});

test('a service whose collector is away answers, and says so once', async () => {
  const collector = await startTestCollector();
  await collector.stop();
  const environment = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    // Read by OpenTelemetry: how long spans wait for others, and how long one delivery is tried, in milliseconds.
    OTEL_BSP_SCHEDULE_DELAY: '10',
    OTEL_EXPORTER_OTLP_TIMEOUT: '100',
  };
  const { lines } = await runOnce(environment, 'traces are incomplete');
  assert.equal(lines.filter(({ msg }) => msg === 'traces are incomplete').length, 1);
});
