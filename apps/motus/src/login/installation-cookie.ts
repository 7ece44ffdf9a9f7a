import { cookieName } from '@motus/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A cookie of this game that the other games on the host neither read nor replace. */
export interface InstallationCookie<Value> {
  /** What a request brings; undefined where it brings nothing, or nothing of ours. */
  read(request: FastifyRequest): Value | undefined;
  /** @param maxAge in seconds */
  write(reply: FastifyReply, text: string, maxAge: number): void;
  /** Takes the cookie from a browser that has one, valid or not. */
  clear(request: FastifyRequest, reply: FastifyReply): void;
}

/**
 * A cookie for all paths that no script reads. Until cookies were named after their installation, all games on a host
 * shared `name`: under that name it is still read and cleared where it is ours, and left alone where it is not.
 *
 * @param options.open what the text of a cookie means; undefined where it is not ours
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
