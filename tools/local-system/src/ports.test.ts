import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { test } from 'node:test';
import { assertPortsFree, freePort, freePorts, reservePort } from './ports.ts';

async function occupy(host: string): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

test('free ports are different and unused', async () => {
  const ports = await freePorts();
  assert.equal(new Set(Object.values(ports)).size, Object.values(ports).length);
  await assertPortsFree(ports);
});

test('reserves a port until its process ends, also for other processes', async (t) => {
  assert.equal(await reservePort(await freePort()), false);
  const module = JSON.stringify(new URL('ports.ts', import.meta.url).href);
  const program = `import { freePort } from ${module}; process.on('message', () => {}); process.send(await freePort());`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  t.after(() => child.kill());
  const [port] = await once(child, 'message');
  assert.equal(await reservePort(port), false);
  child.disconnect();
  await once(child, 'exit');
  assert.equal(await reservePort(port), true);
});

test('names a port that is in use, and what needs it', async () => {
  const { server, port } = await occupy('127.0.0.1');
  try {
    const ports = { ...(await freePorts()), motus2: port };
    await assert.rejects(assertPortsFree(ports), {
      name: 'SystemError',
      message: `port ${port} is taken, and motus2 needs it: end the program that uses it`,
    });
  } finally {
    server.close();
  }
});

test('names a port that is used twice, and both names', async () => {
  const ports = { ...(await freePorts()) };
  await assert.rejects(assertPortsFree({ ...ports, edge: ports.internal }), {
    name: 'SystemError',
    message: `port ${ports.internal} is for edge and for internal: choose another one with EDGE_PORT`,
  });
});

test('says how to choose another port for the edge, and checks both addresses of localhost', async (t) => {
  const { server, port } = await occupy('::1').catch(() => ({ server: undefined, port: 0 }));
  if (server === undefined) return t.skip('no IPv6 here');
  try {
    const ports = { ...(await freePorts()), edge: port };
    await assert.rejects(assertPortsFree(ports), /is taken, and edge needs it: .* EDGE_PORT/);
  } finally {
    server.close();
  }
});
