import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { isGuest } from '@motus/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { installationCookie } from './installation-cookie.ts';

/**
 * The guest of a browser: a random id with a signature, so that nobody can guess or choose one. The cookie is a bearer
 * credential for this guest and for nothing else.
 */
export interface GuestCookie {
  /** The guest of a request; undefined where it has none, or one whose signature is not ours. */
  read(request: FastifyRequest): string | undefined;
  /** Creates a guest. Only this cookie stores it, until it plays. */
  make(reply: FastifyReply): string;
  /** Sets the cookie again, for another year. */
  renew(reply: FastifyReply, guest: string): void;
  /** Removes the cookie from the browser, valid or not, where there is one. */
  clear(request: FastifyRequest, reply: FastifyReply): void;
}

declare module 'fastify' {
  interface FastifyInstance {
    guestCookie: GuestCookie;
  }
}

const MAX_AGE_SECONDS = 365 * 24 * 3600;

/** @param options.key the key of the session cookies; the key of the signature is derived from it */
export const guestCookie = fp<{ key: Buffer; publicUrl: string }>(
  async (app, { key, publicUrl }) => {
    const signatureKey = Buffer.from(hkdfSync('sha256', key, '', 'motus guest', 32));
    const signatureOf = (guest: string) => createHmac('sha256', signatureKey).update(guest).digest();

    function open(text: string): string | undefined {
      const [guest = '', signature = '', ...more] = text.split('.');
      if (!isGuest(guest) || more.length > 0) return undefined;
      const [given, right] = [Buffer.from(signature, 'base64url'), signatureOf(guest)];
      return given.length === right.length && timingSafeEqual(given, right) ? guest : undefined;
    }

    const cookie = installationCookie({ name: 'motus_guest', publicUrl, open });

    function write(reply: FastifyReply, guest: string): void {
      cookie.write(reply, `${guest}.${signatureOf(guest).toString('base64url')}`, MAX_AGE_SECONDS);
    }

    app.decorate('guestCookie', {
      read: cookie.read,
      make(reply) {
        const guest = `guest-${randomBytes(16).toString('base64url')}`;
        write(reply, guest);
        return guest;
      },
      renew: write,
      clear: cookie.clear,
    });
  },
  // The plugin of the session cookie registers the cookie parser.
  { name: 'guest-cookie', dependencies: ['session-cookie'] },
);
