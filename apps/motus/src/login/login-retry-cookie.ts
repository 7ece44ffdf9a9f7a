import { cookieName } from '@motus/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** How long a login that was started again by itself may take, in seconds. */
const SECONDS = 60;

/** Lets a login start again by itself once, and not in a circle: a short-lived cookie remembers that it did. */
export function secondChance({ publicUrl }: { publicUrl: string }) {
  const name = cookieName('login_again', publicUrl);
  const secure = publicUrl.startsWith('https:');
  const cookie = { path: '/login', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    /** True the first time. */
    take(request: FastifyRequest, reply: FastifyReply): boolean {
      if (request.cookies[name] !== undefined) return false;
      reply.setCookie(name, '1', { ...cookie, maxAge: SECONDS });
      return true;
    },
    /** The login came to its end, one way or the other: the next one has its own chance. */
    end(request: FastifyRequest, reply: FastifyReply): void {
      if (request.cookies[name] !== undefined) reply.clearCookie(name, cookie);
    },
  };
}
