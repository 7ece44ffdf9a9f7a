import { randomUUID } from 'node:crypto';
import { commit, defineScript, readLua, type Store } from '@motus/store';
import { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider';

/** The models that belong to a grant and are deleted when it is revoked. */
const GRANTABLE = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken']);

/**
 * Seconds to keep a destroyed interaction: HAProxy may repeat the request that completed it to the twin, when the first
 * instance died before it answered.
 */
const DESTROYED_INTERACTION_TTL_S = 30;

const upsert = defineScript({
  name: 'upsertOidc',
  lua: readLua('upsert-entry.lua', import.meta.url),
  read: () => undefined,
});

const consume = defineScript({
  name: 'consumeOidc',
  lua: readLua('consume-entry.lua', import.meta.url),
  read: (reply) => reply === 1,
});

const destroy = defineScript({
  name: 'destroyOidc',
  lua: readLua('destroy-entry.lua', import.meta.url),
  read: () => undefined,
});

const revoke = defineScript({
  name: 'revokeOidc',
  lua: readLua('revoke-grant.lua', import.meta.url),
  read: () => undefined,
});

/**
 * Creates oidc-provider's storage adapter. It keeps sessions, interactions, grants, codes and tokens in the auth store, so
 * that each twin can continue what the other began.
 *
 * Every write waits until the replica has it: the next step of a login follows within milliseconds, perhaps after a
 * failover, and a logout must not be undone by one.
 *
 * @param now the clock, in milliseconds since the Unix epoch
 * @see https://github.com/panva/node-oidc-provider/blob/main/example/my_adapter.js
 */
export function createRedisAdapter(store: Store, now: () => number): AdapterFactory {
  return (model) => createModelAdapter(store, model, now);
}

function createModelAdapter(store: Store, model: string, now: () => number): Adapter {
  const entryKey = (id: string) => `oidc:${model}:${id}`;

  async function find(id: string): Promise<AdapterPayload | undefined> {
    const { payload, consumed } = await store.hgetall(entryKey(id));
    if (payload === undefined) return undefined;
    const entry: AdapterPayload = JSON.parse(payload);
    return consumed === undefined ? entry : { ...entry, consumed: Number(consumed) };
  }

  async function findByIndex(index: string): Promise<AdapterPayload | undefined> {
    const id = await store.get(index);
    return id === null ? undefined : find(id);
  }

  return {
    find,
    findByUid: (uid) => findByIndex(uidKey(uid)),
    findByUserCode: (userCode) => findByIndex(userCodeKey(userCode)),

    async upsert(id, payload, expiresIn) {
      // A session without an account has nothing that a later request needs, and any client can cause one: it is not stored.
      // One that had an account before is removed.
      if (model === 'Session' && payload.accountId === undefined) return this.destroy(id);
      if (expiresIn === undefined) throw new Error(`a ${model} without an expiry cannot be stored`);
      const { grantId } = payload;
      const grant = grantId !== undefined && GRANTABLE.has(model) ? grantKey(grantId) : '';
      const ttl = Math.max(1, Math.ceil(expiresIn));
      const keys = [entryKey(id), indexKey(model, payload), grant];
      const values = [id, JSON.stringify(payload), ttl];
      await commit(store, () => upsert(store, keys, values));
    },

    async consume(id) {
      // Two concurrent requests may both have found the code unused; only one of them may continue.
      const values = [randomUUID(), Math.floor(now() / 1000)];
      if (!(await commit(store, () => consume(store, [entryKey(id)], values)))) {
        throw new errors.InvalidGrant(`${model} already consumed`);
      }
    },

    async destroy(id) {
      if (model === 'Interaction')
        await commit(store, () => store.expire(entryKey(id), DESTROYED_INTERACTION_TTL_S, 'LT'));
      else await commit(store, () => destroy(store, [entryKey(id)], [id]));
    },

    async revokeByGrantId(grantId) {
      await commit(store, () => revoke(store, [grantKey(grantId)], []));
    },
  };
}

/** The key of the secondary index of an entry; empty when it has none. */
function indexKey(model: string, payload: AdapterPayload): string {
  if (model === 'Session' && payload.uid !== undefined) return uidKey(payload.uid);
  return payload.userCode === undefined ? '' : userCodeKey(payload.userCode);
}

function uidKey(uid: string): string {
  return `oidc:uid:${uid}`;
}

function userCodeKey(userCode: string): string {
  return `oidc:user-code:${userCode}`;
}

function grantKey(grantId: string): string {
  return `oidc:grant:${grantId}`;
}
