import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

const PROGRAM = `
  import { commonSettings, createService, readSettings, runService } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)};
  await runService('motus', (env) => readSettings(commonSettings, env), (settings, logger) => createService({ logger, publicUrl: settings.PUBLIC_URL }));
`;

async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('a service counts the lines on their way to Loki in its metrics, and delivers the last one on SIGTERM', async (t) => {
  const lines: { msg: string }[] = [];
  const loki = createServer(async (request, response) => {
    const { streams } = JSON.parse(gunzipSync(await buffer(request)).toString());
    for (const { values } of streams)
      lines.push(...values.map(([, line]: string[]) => JSON.parse(line ?? '')));
    response.writeHead(204).end();
  });
  loki.listen(0, '127.0.0.1');
  await once(loki, 'listening');
  t.after(() => loki.close());
  const port = await freePort();
  const child = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    env: {
      PATH: process.env.PATH,
      INSTANCE: 'motus1',
      PORT: String(port),
      DRAIN_MS: '0',
      LOKI_URL: `http://127.0.0.1:${(loki.address() as AddressInfo).port}`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  // The first line says that it listens.
  await once(createInterface(child.stdout), 'line');
  const delivered = async () => {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    assert.match(text, /^log_lines_pending \d+$/m);
    assert.match(text, /^log_lines_dropped_total\{reason="buffer_full"\} 0$/m);
    return Number(/^log_lines_delivered_total (\d+)$/m.exec(text)?.[1]);
  };
  while ((await delivered()) === 0);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
  assert.equal(lines.at(-1)?.msg, 'draining');
});
