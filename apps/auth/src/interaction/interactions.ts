import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors, type Provider } from 'oidc-provider';
import type { Account } from '../accounts/accounts.ts';

export type InteractionRequest = FastifyRequest<{ Params: { uid: string } }>;

/** The interactions of oidc-provider, through the cookies of a request. */
export interface Interactions {
  /**
   * Loads the interaction of this browser. `resumeUrl` is set when this same request was completed before, by an instance
   * that died before it answered: it is where the browser goes on.
   *
   * @throws errors.SessionNotFound when the browser has no interaction, or another one than that in the path
   */
  load(
    request: InteractionRequest,
    reply: FastifyReply,
  ): Promise<{ uid: string; resumeUrl: string | undefined }>;
  /** Stores who logged in; resolves with the URL at which the authorization request resumes. */
  complete(request: InteractionRequest, reply: FastifyReply, account: Account): Promise<string>;
}

export function createInteractions(provider: Provider): Interactions {
  return {
    async load(request, reply) {
      const { uid, result, returnTo } = await provider.interactionDetails(request.raw, reply.raw);
      if (uid !== request.params.uid) throw new errors.SessionNotFound('another interaction');
      const isCompleted = result?.login !== undefined && result.requestId === request.id;
      return { uid, resumeUrl: isCompleted ? returnTo : undefined };
    },

    complete(request, reply, account) {
      return provider.interactionResult(request.raw, reply.raw, {
        login: { accountId: account.id, amr: ['pwd'] },
        requestId: request.id,
      });
    },
  };
}
