import { cookieName } from '@motus/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A cookie that other games on the same host neither read nor replace: its name ends with the port of this game. */
export interface InstallationCookie<Value> {
  /** The value that a request has; undefined where it has none, or none of this game. */
  read(request: FastifyRequest): Value | undefined;
  /** @param maxAge in seconds */
  write(reply: FastifyReply, text: string, maxAge: number): void;
  /** Removes the cookie from the browser, valid or not, where there is one. */
  clear(request: FastifyRequest, reply: FastifyReply): void;
}

/**
 * An HTTP-only cookie for all paths. In earlier versions its name had no port, so all games on a host shared it. A cookie
 * with that name is still read and cleared where it is of this game, and kept where not.
 *
 * @param options.name the name without the port
 * @param options.open the value of a cookie's text; undefined where it is not of this game
 */
export function installationCookie<Value>(options: {
  name: string;
  publicUrl: string;
  open: (text: string) => Value | undefined;
}): InstallationCookie<Value> {
  const { name: shared, publicUrl, open } = options;
  const own = cookieName(shared, publicUrl);
  const secure = publicUrl.startsWith('https:');
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;

  function readShared(request: FastifyRequest): Value | undefined {
    const text = request.cookies[shared];
    return text === undefined ? undefined : open(text);
  }

  return {
    read(request) {
      const text = request.cookies[own];
      return text === undefined ? readShared(request) : open(text);
    },
    write(reply, text, maxAge) {
      reply.setCookie(own, text, { ...attributes, maxAge });
    },
    clear(request, reply) {
      if (request.cookies[own] !== undefined) reply.clearCookie(own, attributes);
      if (readShared(request) !== undefined) reply.clearCookie(shared, attributes);
    },
  };
}
