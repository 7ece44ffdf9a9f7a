import { chown, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeSecrets, STORE_NAMES } from '@motus/system';

/**
 * Makes the secrets at the first start under Compose, and gives each folder to the one user who reads it. Each folder
 * is a volume of its own, so that no container sees what is not its business. The stores note that they have had data on
 * volumes of theirs, beside those with the data.
 */
const DIR = '/secrets';

const REDIS = 999;

/** The users of the images: node, redis, grafana. */
const READERS: Record<string, number> = {
  auth: 1000,
  motus: 1000,
  score: 1000,
  'auth-store': REDIS,
  'score-store': REDIS,
  sentinel: REDIS,
  grafana: 472,
};

await makeSecrets(DIR);
for (const [folder, uid] of Object.entries(READERS)) {
  const path = join(DIR, folder);
  for (const file of await readdir(path)) await chown(join(path, file), uid, uid);
  await chown(path, uid, uid);
}
for (const store of STORE_NAMES) await chown(join('/known', store), REDIS, REDIS);
