import type { StoreName } from '@motus/system';
import type { Address } from '../redis/snapshot-source.ts';

/** Where docker-compose.yml mounts the volumes, laid out as `npm start` has its folder. */
export const STATE_DIR = '/state';

/** The user of the image of Redis. */
export const STORE_USER = 999;

/** Where the containers of the stores listen. */
export const STORE_HOSTS: Record<StoreName, Address[]> = {
  'auth-store': nodes('auth-store'),
  'score-store': nodes('score-store'),
};

/** Where they listen while it is not decided which of them is the primary (deploy/redis/start.sh). */
export const SETTLING_HOSTS: Address[] = Object.values(STORE_HOSTS)
  .flat()
  .map(({ host }) => ({ host, port: 6378 }));

function nodes(store: StoreName): Address[] {
  return [1, 2].map((number) => ({ host: `${store}${number}`, port: 6379 }));
}
