import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { createLogger } from './logger.ts';
import { currentRequestId, runAsRequest } from './request-context.ts';
import { createService } from './service.ts';

test('knows the request in hooks and handlers, also after its body was read piece by piece', async (t) => {
  const app = await createService({
    logger: createLogger({ service: 'test', instance: 'test1', level: 'silent' }),
    publicUrl: 'http://localhost:3101',
  });
  const seen: unknown[] = [];
  app.addHook('onRequest', async () => void seen.push(currentRequestId()));
  app.addHook('preHandler', async () => void seen.push(currentRequestId()));
  app.post('/', async () => {
    await turn();
    seen.push(currentRequestId());
    return {};
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  t.after(() => app.close());
  const { port } = app.server.address() as AddressInfo;
  const headers = { 'content-type': 'application/json', 'content-length': 2 };
  const send = async (id: string) => {
    const sent = request({ port, method: 'POST', headers: { ...headers, 'x-request-id': id } });
    sent.write('{');
    await turn();
    sent.end('}');
    const [response] = await once(sent, 'response');
    response.resume();
    return response.statusCode;
  };
  assert.equal(await send('r1'), 200);
  assert.deepEqual(seen, ['r1', 'r1', 'r1']);
  await Promise.all([send('r2'), send('r3')]);
  assert.deepEqual(seen.slice(3).sort(), ['r2', 'r2', 'r2', 'r3', 'r3', 'r3']);
});

test('knows no request outside of one, and the given one in work on its behalf', async () => {
  assert.equal(currentRequestId(), undefined);
  const within = runAsRequest('r1', async () => {
    await turn();
    return currentRequestId();
  });
  assert.equal(currentRequestId(), undefined);
  assert.equal(await within, 'r1');
});
