import formbody from '@fastify/formbody';
import { logAnswer } from '@motus/service';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { errors, type Provider } from 'oidc-provider';
import { Counter } from 'prom-client';
import type { Account, Accounts } from '../accounts/accounts.ts';
import { faultsOf, readCredentials } from '../accounts/credentials.ts';
import { BusyError } from '../hashing/hash-queue.ts';
import { loginPage, registrationPage } from '../pages/account-forms.ts';
import type { Layout, Page } from '../pages/layout.ts';

type Interaction = FastifyRequest<{ Params: { uid: string } }>;

/**
 * The pages on which a player logs in or registers, while an authorization request waits for it.
 *
 * Nothing here needs a token against forged requests: a form only works together with the signed, SameSite cookie of
 * its interaction. Each form may be sent twice (by a double click, by HAProxy to the twin): both end the same way, and
 * where the first one has come to its end, what HAProxy sends again is not hashed again.
 */
export const interaction: FastifyPluginAsync<InteractionOptions> = async (
  app,
  { provider, accounts, layout },
) => {
  const logins = new Counter({
    name: 'logins_total',
    help: 'Logins by name and password',
    labelNames: ['outcome'],
    registers: [app.metrics],
  });
  const registrations = new Counter({
    name: 'registrations_total',
    help: 'Accounts asked for',
    labelNames: ['outcome'],
    registers: [app.metrics],
  });

  await app.register(formbody);

  app.get('/interaction/:uid', async (request: Interaction, reply) =>
    send(reply, loginPage((await openInteraction(request, reply)).uid)),
  );

  app.get('/interaction/:uid/register', async (request: Interaction, reply) =>
    send(reply, registrationPage((await openInteraction(request, reply)).uid)),
  );

  app.post('/interaction/:uid', async (request: Interaction, reply) => {
    const { uid, finishedAt } = await openInteraction(request, reply);
    if (finishedAt !== undefined) return reply.redirect(finishedAt, 303);
    const credentials = readCredentials(request.body);
    const { name } = credentials;
    const account = await accounts.logIn(credentials, unwanted(reply)).catch(busy);
    if (account === 'busy') {
      logins.inc({ outcome: 'busy' });
      return sendBusy(request, reply, loginPage(uid, { name, refusal: BUSY.message }));
    }
    if (account === undefined) {
      logins.inc({ outcome: 'refused' });
      const refusal = 'Ce nom et ce mot de passe ne vont pas ensemble.';
      return send(reply.code(422), loginPage(uid, { name, refusal }));
    }
    const next = await finish(request, reply, account);
    logins.inc({ outcome: 'success' });
    return reply.redirect(next, 303);
  });

  app.post('/interaction/:uid/register', async (request: Interaction, reply) => {
    const { uid, finishedAt } = await openInteraction(request, reply);
    if (finishedAt !== undefined) return reply.redirect(finishedAt, 303);
    const credentials = readCredentials(request.body);
    const { name } = credentials;
    const faults = faultsOf(credentials);
    if (Object.keys(faults).length > 0) {
      registrations.inc({ outcome: 'invalid' });
      return send(reply.code(422), registrationPage(uid, { name, faults }));
    }
    const registration = await accounts.register(credentials, uid, unwanted(reply)).catch(busy);
    if (registration === 'busy') {
      registrations.inc({ outcome: 'busy' });
      return sendBusy(request, reply, registrationPage(uid, { name, refusal: BUSY.message }));
    }
    const { outcome, account } = registration;
    registrations.inc({ outcome });
    if (account === undefined) {
      const taken = { name: 'Ce nom est déjà pris. Choisissez-en un autre.' };
      return send(reply.code(409), registrationPage(uid, { name, faults: taken }));
    }
    return reply.redirect(await finish(request, reply, account), 303);
  });

  /**
   * The interaction that this browser is in, which must be that of the address; `finishedAt` is where it goes on after this
   * very request, when an instance that died before it answered had done it.
   */
  async function openInteraction(
    request: Interaction,
    reply: FastifyReply,
  ): Promise<{ uid: string; finishedAt: string | undefined }> {
    const { uid, result, returnTo } = await provider.interactionDetails(request.raw, reply.raw);
    if (uid !== request.params.uid) throw new errors.SessionNotFound('another interaction');
    const finished = result?.login !== undefined && result.requestId === request.id;
    return { uid, finishedAt: finished ? returnTo : undefined };
  }

  /** Writes down who logged in; answers with the address at which the authorization request goes on. */
  function finish(request: Interaction, reply: FastifyReply, account: Account): Promise<string> {
    return provider.interactionResult(request.raw, reply.raw, {
      login: { accountId: account.id, amr: ['pwd'] },
      requestId: request.id,
    });
  }

  /** The form once more: whoever sends it a few seconds later gets in. */
  function sendBusy(request: FastifyRequest, reply: FastifyReply, page: Page): FastifyReply {
    logAnswer(BUSY, BUSY.statusCode, request, reply);
    return send(reply.code(BUSY.statusCode).header('retry-after', String(BUSY.retryAfter)), page);
  }

  function send(reply: FastifyReply, page: Page): FastifyReply {
    return reply.type('text/html; charset=utf-8').send(layout(page));
  }
};

const BUSY = new BusyError();

function busy(error: unknown): 'busy' {
  if (error instanceof BusyError) return 'busy';
  throw error;
}

/** Aborted when the connection closes before the answer: HAProxy has sent the request to the twin, or its sender is gone. */
function unwanted({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

interface InteractionOptions {
  provider: Provider;
  accounts: Accounts;
  layout: Layout;
}
