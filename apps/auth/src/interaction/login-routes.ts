import type { FastifyInstance } from 'fastify';
import { Counter } from 'prom-client';
import type { Accounts } from '../accounts/accounts.ts';
import { readCredentials } from '../accounts/credentials.ts';
import { loginPage } from '../pages/account-forms.ts';
import type { Layout } from '../pages/layout.ts';
import { abortOnDisconnect, BUSY, catchBusy, sendBusyPage, sendPage } from './form-replies.ts';
import type { InteractionRequest, Interactions } from './interactions.ts';

/** Serves the login form and logs in who posts it. */
export function loginRoutes(app: FastifyInstance, { interactions, accounts, layout }: LoginOptions): void {
  const logins = new Counter({
    name: 'logins_total',
    help: 'Logins by name and password',
    labelNames: ['outcome'],
    registers: [app.metrics],
  });

  app.get('/interaction/:uid', async (request: InteractionRequest, reply) => {
    const { uid } = await interactions.load(request, reply);
    return sendPage(reply, layout, loginPage(uid));
  });

  app.post('/interaction/:uid', async (request: InteractionRequest, reply) => {
    const { uid, resumeUrl } = await interactions.load(request, reply);
    if (resumeUrl !== undefined) return reply.redirect(resumeUrl, 303);
    const credentials = readCredentials(request.body);
    const { name } = credentials;
    const account = await accounts.authenticate(credentials, abortOnDisconnect(reply)).catch(catchBusy);
    if (account === 'busy') {
      logins.inc({ outcome: 'busy' });
      return sendBusyPage(request, reply, layout, loginPage(uid, { name, formError: BUSY.message }));
    }
    if (account === undefined) {
      logins.inc({ outcome: 'refused' });
      const formError = 'Ce nom et ce mot de passe ne vont pas ensemble.';
      return sendPage(reply.code(422), layout, loginPage(uid, { name, formError }));
    }
    const next = await interactions.complete(request, reply, account);
    logins.inc({ outcome: 'success' });
    return reply.redirect(next, 303);
  });
}

interface LoginOptions {
  readonly interactions: Interactions;
  readonly accounts: Accounts;
  readonly layout: Layout;
}
