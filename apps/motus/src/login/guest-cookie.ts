import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { isGuest } from '@motus/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { installationCookie } from './installation-cookie.ts';

/**
 * The guest of a browser: an id that nobody can guess, signed, so that nobody can choose one either. Whoever has the
 * cookie is the guest, and there is nothing else to be had by it.
 */
export interface GuestCookie {
  /** The guest that a request brings; undefined where it brings none, or one that we have not made. */
  read(request: FastifyRequest): string | undefined;
  /** Makes a guest. Nothing is kept of it but this cookie, until it plays. */
  make(reply: FastifyReply): string;
  /** The year of the cookie begins anew. */
  renew(reply: FastifyReply, guest: string): void;
  /** Takes the cookie from a browser that has one, valid or not. */
  clear(request: FastifyRequest, reply: FastifyReply): void;
}

declare module 'fastify' {
  interface FastifyInstance {
    guestCookie: GuestCookie;
  }
}

const SECONDS = 365 * 24 * 3600;

/** @param options.key that of the session cookies; the signature has a key of its own, derived from it */
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
      cookie.write(reply, `${guest}.${signatureOf(guest).toString('base64url')}`, SECONDS);
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
  // The session cookie brings the parser of cookies.
  { name: 'guest-cookie', dependencies: ['session-cookie'] },
);
