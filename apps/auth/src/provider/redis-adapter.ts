import { randomUUID } from 'node:crypto';
import { commit, defineScript, type Store } from '@motus/store';
import { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider';

/** What a grant gives and takes with it when it is revoked. */
const GRANTABLE = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken']);

/**
 * How long an interaction lives on after it has ended, in seconds: HAProxy may send the request that ended it again, to
 * the twin of an instance that died before it answered.
 */
const LINGER = 30;

/** Writes an entry, its index (by uid or user code) and its membership of a grant, all with their times to live. */
const upsert = defineScript({
  name: 'upsertOidc',
  lua: `
    local entry, index, grant = unpack(KEYS)
    local id, payload, ttl = ARGV[1], ARGV[2], tonumber(ARGV[3])
    redis.call('DEL', entry)
    redis.call('HSET', entry, 'payload', payload, 'index', index)
    redis.call('EXPIRE', entry, ttl)
    if index ~= '' then redis.call('SET', index, id, 'EX', ttl) end
    if grant ~= '' then
      redis.call('SADD', grant, entry)
      if redis.call('TTL', grant) < ttl then redis.call('EXPIRE', grant, ttl) end
    end`,
  read: () => undefined,
});

/** Marks an entry as used by one request; answers with false when another one has used it, or it is gone. */
const consume = defineScript({
  name: 'consumeOidc',
  lua: `
    if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
    if redis.call('HSETNX', KEYS[1], 'consumer', ARGV[1]) == 1 then
      redis.call('HSET', KEYS[1], 'consumed', ARGV[2])
      return 1
    end
    return redis.call('HGET', KEYS[1], 'consumer') == ARGV[1] and 1 or 0`,
  read: (reply) => reply === 1,
});

/** Deletes an entry, and its index unless that leads elsewhere by now. */
const destroy = defineScript({
  name: 'destroyOidc',
  lua: `
    local index = redis.call('HGET', KEYS[1], 'index')
    if index and index ~= '' and redis.call('GET', index) == ARGV[1] then redis.call('DEL', index) end
    redis.call('DEL', KEYS[1])`,
  read: () => undefined,
});

/** Deletes all that came from a grant. */
const revoke = defineScript({
  name: 'revokeOidc',
  lua: `
    for _, entry in ipairs(redis.call('SMEMBERS', KEYS[1])) do redis.call('DEL', entry) end
    redis.call('DEL', KEYS[1])`,
  read: () => undefined,
});

/**
 * Keeps what oidc-provider remembers (sessions, interactions, grants, codes, tokens) in the auth store, so that any twin
 * can go on with what the other began.
 *
 * Every write is committed: the next step of a login comes within milliseconds, perhaps to a new primary, and somebody
 * who has logged out stays out.
 *
 * @see https://github.com/panva/node-oidc-provider/blob/main/example/my_adapter.js
 */
export function createAdapter(store: Store): AdapterFactory {
  return (model) => adapterOf(store, model);
}

function adapterOf(store: Store, model: string): Adapter {
  const keyOf = (id: string) => `oidc:${model}:${id}`;

  async function find(id: string): Promise<AdapterPayload | undefined> {
    const { payload, consumed } = await store.hgetall(keyOf(id));
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
      if (expiresIn === undefined) throw new Error(`a ${model} without an end is not to be stored`);
      const { grantId } = payload;
      const grant = grantId !== undefined && GRANTABLE.has(model) ? grantKey(grantId) : '';
      const ttl = Math.max(1, Math.ceil(expiresIn));
      const keys = [keyOf(id), indexOf(model, payload), grant];
      const values = [id, JSON.stringify(payload), ttl];
      await commit(store, () => upsert(store, keys, values));
    },

    async consume(id) {
      // Two requests with the same code may both have found it unused: only one of them may go on.
      const marks = [randomUUID(), Math.floor(Date.now() / 1000)];
      if (!(await commit(store, () => consume(store, [keyOf(id)], marks)))) {
        throw new errors.InvalidGrant(`${model} already consumed`);
      }
    },

    async destroy(id) {
      if (model === 'Interaction') await commit(store, () => store.expire(keyOf(id), LINGER, 'LT'));
      else await commit(store, () => destroy(store, [keyOf(id)], [id]));
    },

    async revokeByGrantId(grantId) {
      await commit(store, () => revoke(store, [grantKey(grantId)], []));
    },
  };
}

function indexOf(model: string, payload: AdapterPayload): string {
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
