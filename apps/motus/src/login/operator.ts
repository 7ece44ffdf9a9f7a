import { ServiceError } from '@motus/service';
import type { FastifyRequest } from 'fastify';
import { readSession } from './sessions.ts';

/** Whether the player's tokens let the player operate; after `requirePlayer`, which renews them. */
export function isOperator(request: FastifyRequest): boolean {
  return readSession(request)?.tokens.operator === true;
}

/** Admits operators; after `requirePlayer`. The score service looks at the token itself and has the last word. */
export async function requireOperator(request: FastifyRequest): Promise<void> {
  if (!isOperator(request)) {
    throw new ServiceError(403, 'not_operator', 'Cela est réservé aux opérateurs du jeu.');
  }
}
