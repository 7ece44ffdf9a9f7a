import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** Behaves like a service towards the runner and HAProxy: ready, draining, closed. */
const { INSTANCE = '', PORT = '', DRAIN_MS = '1000', FAIL = '', GAME_TIMEZONE = '' } = process.env;

if (FAIL !== '') {
  process.stderr.write(`${FAIL}\n`);
  process.exit(1);
}

let draining = false;
const server = createServer(async (request, response) => {
  if (request.url === '/health/ready') {
    response.writeHead(draining ? 503 : 200).end();
    return;
  }
  if (request.url === '/auth/exit' || request.url === '/exit') process.exit(3);
  const body = Buffer.concat(await request.toArray()).toString();
  if (request.url === '/slow') await pause(50);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ instance: INSTANCE, timeZone: GAME_TIMEZONE, now: Date.now(), body }));
});
server.keepAliveTimeout = 75_000;
server.listen(Number(PORT), '127.0.0.1', () => process.stdout.write(`listening on ${PORT}\n`));

process.once('SIGTERM', async () => {
  draining = true;
  await pause(Number(DRAIN_MS));
  server.close();
  // Closes connections that are busy now once they are idle.
  setInterval(() => server.closeIdleConnections(), 20).unref();
});
