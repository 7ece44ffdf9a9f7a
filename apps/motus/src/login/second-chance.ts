import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'login_again';

/** How long a login that was started again by itself may take, in seconds. */
const SECONDS = 60;

/** Lets a login start again by itself once, and not in a circle: a short-lived cookie remembers that it did. */
export function secondChance(options: { https: boolean }) {
  const cookie = { path: '/login', httpOnly: true, sameSite: 'lax', secure: options.https } as const;
  return {
    /** True the first time. */
    take(request: FastifyRequest, reply: FastifyReply): boolean {
      if (request.cookies[NAME] !== undefined) return false;
      reply.setCookie(NAME, '1', { ...cookie, maxAge: SECONDS });
      return true;
    },
    /** The login came to its end, one way or the other: the next one has its own chance. */
    end(request: FastifyRequest, reply: FastifyReply): void {
      if (request.cookies[NAME] !== undefined) reply.clearCookie(NAME, cookie);
    },
  };
}
