import { ServiceError } from '@motus/service';
import type { FastifyRequest } from 'fastify';

/** Admits operators; after `requirePlayer`. The score service looks at the token itself and has the last word. */
export async function requireOperator({ operator }: FastifyRequest): Promise<void> {
  if (!operator) throw new ServiceError(403, 'not_operator', 'Cela est réservé aux opérateurs du jeu.');
}
