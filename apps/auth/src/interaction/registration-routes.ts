import type { FastifyInstance } from 'fastify';
import { Counter } from 'prom-client';
import type { Accounts } from '../accounts/accounts.ts';
import { readCredentials, validateCredentials } from '../accounts/credentials.ts';
import { registrationPage } from '../pages/account-forms.ts';
import type { Layout } from '../pages/layout.ts';
import { abortOnDisconnect, BUSY, catchBusy, sendBusyPage, sendPage } from './form-replies.ts';
import type { InteractionRequest, Interactions } from './interactions.ts';

/** Serves the registration form; creates the account of who posts it and logs them in. */
export function registrationRoutes(
  app: FastifyInstance,
  { interactions, accounts, layout }: RegistrationOptions,
): void {
  const registrations = new Counter({
    name: 'registrations_total',
    help: 'Registration forms posted',
    labelNames: ['outcome'],
    registers: [app.metrics],
  });

  app.get('/interaction/:uid/register', async (request: InteractionRequest, reply) => {
    const { uid } = await interactions.load(request, reply);
    return sendPage(reply, layout, registrationPage(uid));
  });

  app.post('/interaction/:uid/register', async (request: InteractionRequest, reply) => {
    const { uid, resumeUrl } = await interactions.load(request, reply);
    if (resumeUrl !== undefined) return reply.redirect(resumeUrl, 303);
    const credentials = readCredentials(request.body);
    const { name } = credentials;
    const fieldErrors = validateCredentials(credentials);
    if (Object.keys(fieldErrors).length > 0) {
      registrations.inc({ outcome: 'invalid' });
      return sendPage(reply.code(422), layout, registrationPage(uid, { name, fieldErrors }));
    }
    const registration = await accounts.register(credentials, uid, abortOnDisconnect(reply)).catch(catchBusy);
    if (registration === 'busy') {
      registrations.inc({ outcome: 'busy' });
      return sendBusyPage(request, reply, layout, registrationPage(uid, { name, formError: BUSY.message }));
    }
    const { outcome, account } = registration;
    registrations.inc({ outcome });
    if (account === undefined) {
      const nameTaken = { name: 'Ce nom est déjà pris. Choisissez-en un autre.' };
      return sendPage(reply.code(409), layout, registrationPage(uid, { name, fieldErrors: nameTaken }));
    }
    return reply.redirect(await interactions.complete(request, reply, account), 303);
  });
}

interface RegistrationOptions {
  readonly interactions: Interactions;
  readonly accounts: Accounts;
  readonly layout: Layout;
}
