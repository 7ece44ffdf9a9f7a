import { type StoreName, SystemError } from '@motus/local-system';
import type { Address } from '../redis/store-access.ts';

/** Where docker-compose.yml mounts the volumes, in the same layout as the state folder of `npm start`. */
export const STATE_DIR = '/state';

/** The uid of the user `redis` in its image. */
export const STORE_USER = 999;

/** The addresses of the containers of the stores. */
export const STORE_HOSTS: Record<StoreName, Address[]> = {
  'auth-store': nodes('auth-store'),
  'score-store': nodes('score-store'),
};

/** Where these containers listen while they decide which of them is the primary (deploy/redis/settle.sh). */
export const SETTLING_HOSTS: Address[] = Object.values(STORE_HOSTS)
  .flat()
  .map(({ host }) => ({ host, port: 6378 }));

/** Describes an error for the terminal: one line when the user can act on it, otherwise the stack trace. */
export function describeError(error: unknown): string {
  if (error instanceof SystemError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function nodes(store: StoreName): Address[] {
  return [1, 2].map((number) => ({ host: `${store}${number}`, port: 6379 }));
}
