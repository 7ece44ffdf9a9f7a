import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** An alert in a message. @see https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export interface ReceivedAlert {
  readonly status: 'firing' | 'resolved';
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A message of Alertmanager. */
export interface Message {
  readonly groupLabels: Readonly<Record<string, string>>;
  readonly alerts: readonly ReceivedAlert[];
}

/** A webhook of an operator, on loopback, that keeps what it receives. */
export interface Webhook {
  readonly url: string;
  /** Oldest first. */
  readonly messages: readonly Message[];
  close(): Promise<void>;
}

/** Starts a webhook on a free port. */
export async function startWebhook(): Promise<Webhook> {
  const messages: Message[] = [];
  const server = createServer(async (request, response) => {
    messages.push((await json(request)) as Message);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    messages,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
