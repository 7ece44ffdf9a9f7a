import { type LabelledCounter, logAnswer } from '@motus/service';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Account } from '../accounts/accounts.ts';
import { type Credentials, readCredentials } from '../accounts/credentials.ts';
import { BusyError } from '../hashing/hash-queue.ts';
import type { FormState } from '../pages/account-forms.ts';
import type { Layout, Page } from '../pages/layout.ts';
import { clientNetwork } from './client-network.ts';
import type { InteractionRequest, Interactions } from './interactions.ts';

/**
 * A form with name and password that logs in the player who posts it.
 *
 * @template Outcome what can become of the posted credentials
 */
export interface AccountForm<Outcome extends string> {
  readonly path: `/interaction/:uid${string}`;
  readonly page: (uid: string, state?: FormState) => Page;
  /**
   * Handles the posted credentials.
   *
   * @param uid    of the interaction that showed the form
   * @param signal aborted when nobody waits for the answer any more
   * @throws BusyError when too many passwords wait to be hashed
   */
  readonly submit: (
    credentials: Credentials,
    uid: string,
    signal: AbortSignal,
  ) => Promise<Submission<Outcome>>;
  /** Counts the posted forms; `repeated` those that HAProxy sent again after they had been completed. */
  readonly submissions: LabelledCounter<{ outcome: Outcome | 'busy' | 'repeated' }>;
  /** The log event of each outcome that has one. */
  readonly events: Partial<Record<Outcome, string>>;
}

/** The account that a posted form logs in, or the status and the errors with which the form is shown again. */
export type Submission<Outcome extends string> =
  | { readonly outcome: Outcome; readonly account: Account }
  | {
      readonly outcome: Outcome;
      readonly account?: never;
      readonly status: 409 | 422;
      readonly errors: Omit<FormState, 'name'>;
    };

/** The error that every request gets while too many passwords wait; its message is for the player. */
const BUSY = new BusyError();

/** Serves a form; a form that was completed before is not submitted again. */
export function formRoute<Outcome extends string>(
  app: FastifyInstance,
  { interactions, layout }: { interactions: Interactions; layout: Layout },
  { path, page, submit, submissions, events }: AccountForm<Outcome>,
): void {
  const send = (reply: FastifyReply, content: Page) =>
    reply.type('text/html; charset=utf-8').send(layout(content));

  app.get(path, async (request: InteractionRequest, reply) => {
    const { uid } = await interactions.load(request, reply);
    return send(reply, page(uid));
  });

  app.post(path, { config: { successStatuses: [303] } }, async (request: InteractionRequest, reply) => {
    const { uid, resumeUrl } = await interactions.load(request, reply);
    if (resumeUrl !== undefined) {
      submissions.inc({ outcome: 'repeated' });
      return reply.redirect(resumeUrl, 303);
    }
    const credentials = readCredentials(request.body);
    const { name } = credentials;
    const submission = await submit(credentials, uid, abortOnDisconnect(reply)).catch(catchBusy);
    if (submission === 'busy') {
      submissions.inc({ outcome: 'busy' });
      logAnswer(BUSY, BUSY.statusCode, request, reply);
      // The player can submit the form again some seconds later.
      reply.code(BUSY.statusCode).header('retry-after', String(BUSY.retryAfter));
      return send(reply, page(uid, { name, formError: BUSY.message }));
    }
    submissions.inc({ outcome: submission.outcome });
    logEvent(request, events[submission.outcome], submission.account);
    if (submission.account === undefined) {
      return send(reply.code(submission.status), page(uid, { name, ...submission.errors }));
    }
    return reply.redirect(await interactions.complete(request, reply, submission.account), 303);
  });
}

/** Logs who was logged in or refused, without the name: people type their password into the wrong field. */
function logEvent(
  request: InteractionRequest,
  event: string | undefined,
  account: Account | undefined,
): void {
  if (event === undefined) return;
  const player = account === undefined ? {} : { player: account.id };
  request.log.info({ event, ...player, client: clientNetwork(request) }, event.replaceAll('_', ' '));
}

/** Turns a rejection with a `BusyError` into `'busy'`; for `Promise.catch`. */
function catchBusy(error: unknown): 'busy' {
  if (error instanceof BusyError) return 'busy';
  throw error;
}

/**
 * Creates a signal that is aborted when the connection closes before the answer is sent: the client is gone, or HAProxy has
 * sent the request to the twin.
 */
function abortOnDisconnect({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
