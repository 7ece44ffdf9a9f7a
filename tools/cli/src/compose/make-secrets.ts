import { chown, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeSecrets, STORE_NAMES } from '@motus/local-system';

/*
 * Creates missing secrets when Compose starts, and gives each folder to the user of the image that reads it. Each folder is a
 * separate volume, so that a container sees only its own secrets. Also gives each store the volume on which it records that
 * it has had data; it is separate from the volumes with the data, which may be lost.
 */

const SECRETS_DIR = '/secrets';
const KNOWN_DIR = '/known';

/** The uids of the users `node`, `redis` and `grafana` in their images. */
const NODE_UID = 1000;
const REDIS_UID = 999;
const GRAFANA_UID = 472;

/** The owner of each folder of secrets. */
const OWNERS: Record<string, number> = {
  auth: NODE_UID,
  motus: NODE_UID,
  score: NODE_UID,
  'auth-store': REDIS_UID,
  'score-store': REDIS_UID,
  sentinel: REDIS_UID,
  grafana: GRAFANA_UID,
};

await makeSecrets(SECRETS_DIR);
for (const [folder, uid] of Object.entries(OWNERS)) {
  const path = join(SECRETS_DIR, folder);
  for (const file of await readdir(path)) await chown(join(path, file), uid, uid);
  await chown(path, uid, uid);
}
for (const store of STORE_NAMES) await chown(join(KNOWN_DIR, store), REDIS_UID, REDIS_UID);
