import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { test } from 'node:test';
import { assertPortsFree, freePorts } from './ports.ts';

async function occupy(host: string): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

test('free ports are different and can be had', async () => {
  const ports = await freePorts();
  assert.equal(new Set(Object.values(ports)).size, Object.values(ports).length);
  await assertPortsFree(ports);
});

test('a taken port is named together with who needs it', async () => {
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

test('the edge says how to choose another port, and wants localhost as a browser reads it', async (t) => {
  const { server, port } = await occupy('::1').catch(() => ({ server: undefined, port: 0 }));
  if (server === undefined) return t.skip('no IPv6 here');
  try {
    const ports = { ...(await freePorts()), edge: port };
    await assert.rejects(assertPortsFree(ports), /is taken, and edge needs it: .* EDGE_PORT/);
  } finally {
    server.close();
  }
});
