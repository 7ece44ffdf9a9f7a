import { cookieName } from '@motus/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** How long a login that was restarted automatically may take, in seconds. */
const SECONDS = 60;

/** Limits automatic restarts of a login to one: a short-lived cookie remembers the restart. */
export interface LoginRetryCookie {
  /** Returns true, and sets the cookie, where this login was not restarted yet. */
  allowRetry(request: FastifyRequest, reply: FastifyReply): boolean;
  /** Removes the cookie at the end of a login, so that the next one can be restarted again. */
  clear(request: FastifyRequest, reply: FastifyReply): void;
}

export function loginRetryCookie({ publicUrl }: { publicUrl: string }): LoginRetryCookie {
  const name = cookieName('login_again', publicUrl);
  const secure = publicUrl.startsWith('https:');
  const cookie = { path: '/login', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    allowRetry(request, reply) {
      if (request.cookies[name] !== undefined) return false;
      reply.setCookie(name, '1', { ...cookie, maxAge: SECONDS });
      return true;
    },
    clear(request, reply) {
      if (request.cookies[name] !== undefined) reply.clearCookie(name, cookie);
    },
  };
}
