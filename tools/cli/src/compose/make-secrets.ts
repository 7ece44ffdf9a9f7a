import { chown, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  makeSecrets,
  SENTINEL_NAMES,
  STORE_NAMES,
  STORE_NODE_NAMES,
  writeExporterPasswords,
} from '@motus/local-system';

/*
 * Creates missing secrets when Compose starts, and gives each folder to the user of the image that reads it. Each folder is a
 * separate volume, so that a container sees only its own secrets. Also gives each store the volume on which it records that
 * it has had data; it is separate from the volumes with the data, which may be lost. And it gives the volumes of logs and traces
 * to those who write there.
 */

const SECRETS_DIR = '/secrets';
const KNOWN_DIR = '/known';
const LOGS_DIR = '/logs';

/** The uids of the users `node`, `redis`, `grafana`, `tempo` and that of oliver006/redis_exporter in their images. */
const NODE_UID = 1000;
const REDIS_UID = 999;
const GRAFANA_UID = 472;
const TEMPO_UID = 10_001;
const REDIS_EXPORTER_UID = 59_000;

/** The owner of each folder of secrets. */
const OWNERS: Record<string, number> = {
  auth: NODE_UID,
  motus: NODE_UID,
  score: NODE_UID,
  'auth-store': REDIS_UID,
  'score-store': REDIS_UID,
  sentinel: REDIS_UID,
  grafana: GRAFANA_UID,
  'redis-exporter': REDIS_EXPORTER_UID,
};

/** The owner of each volume of logs, and of that of traces. */
const LOG_OWNERS: Record<string, number> = {
  redis: REDIS_UID,
  socket: NODE_UID,
  shipper: NODE_UID,
  tempo: TEMPO_UID,
};

await makeSecrets(SECRETS_DIR);
await writeExporterPasswords(join(SECRETS_DIR, 'redis-exporter', 'passwords.json'), SECRETS_DIR, [
  ...STORE_NODE_NAMES.map((name) => `redis://${name}:6379`),
  ...SENTINEL_NAMES.map((name) => `redis://${name}:26379`),
]);
for (const [folder, uid] of Object.entries(OWNERS)) {
  const path = join(SECRETS_DIR, folder);
  for (const file of await readdir(path)) await chown(join(path, file), uid, uid);
  await chown(path, uid, uid);
}
for (const [folder, uid] of Object.entries(LOG_OWNERS)) await chown(join(LOGS_DIR, folder), uid, uid);
for (const store of STORE_NAMES) await chown(join(KNOWN_DIR, store), REDIS_UID, REDIS_UID);
