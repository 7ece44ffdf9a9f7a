import type { OperatorAction, OperatorActionName } from '@motus/contracts';
import { ServiceError } from '@motus/service';
import { commit, defineScript, type Store } from '@motus/store';
import type { FastifyRequest } from 'fastify';

/** What operators did: in the log, and in the store for other operators to see. */
export interface OperatorActions {
  /**
   * Writes an action down and then does it, so that nothing is done that is not written down; where it is refused, that
   * is written too. A request that arrives again, by its id, writes nothing new.
   *
   * @param request by an operator
   * @param subject the day or the word; never the word of a day
   */
  perform<Result>(
    request: FastifyRequest,
    action: OperatorActionName,
    subject: string,
    act: () => Promise<Result>,
  ): Promise<Result>;
  /** The last ones, the newest first. */
  list(): Promise<OperatorAction[]>;
}

const KEPT = 1000;

/** They share a hash slot, see players/player-keys.ts. */
const KEYS = {
  /** Sorted set: action's id → when. */
  order: '{operator-actions}:order',
  /** Hash: action's id → the action as JSON. */
  details: '{operator-actions}:details',
};

/** KEYS 1 order, 2 details; ARGV 1 id, 2 at, 3 the action, 4 how many are kept */
const addScript = defineScript({
  name: 'addOperatorAction',
  lua: `
    if redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[3]) == 0 then return end
    -- After all that was done before, also where the clock was set back.
    local last = tonumber(redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2] or 0)
    redis.call('ZADD', KEYS[1], string.format('%.0f', math.max(tonumber(ARGV[2]), last + 1)), ARGV[1])
    for _, old in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1 - tonumber(ARGV[4]))) do
      redis.call('ZREM', KEYS[1], old)
      redis.call('HDEL', KEYS[2], old)
    end`,
  read: () => undefined,
});

/** @param now the clock, in milliseconds since the Unix epoch */
export function operatorActions(store: Store, now: () => number): OperatorActions {
  return {
    async perform({ id, player: by, log }, action, subject, act) {
      const entry: OperatorAction = { at: now(), by, action, subject };
      // One request may do several things.
      const entryId = `${id} ${action} ${subject}`;
      log.info({ audit: true, by, action, subject }, 'operator action');
      const keys = [KEYS.order, KEYS.details];
      await commit(store, () => addScript(store, keys, [entryId, entry.at, JSON.stringify(entry), KEPT]));
      try {
        return await act();
      } catch (error) {
        if (error instanceof ServiceError) {
          const refused = { ...entry, refused: error.code };
          log.info({ audit: true, by, action, subject, refused: error.code }, 'operator action refused');
          await commit(store, () => store.hset(KEYS.details, entryId, JSON.stringify(refused)));
        }
        throw error;
      }
    },

    async list() {
      const ids = await store.zrevrange(KEYS.order, 0, KEPT - 1);
      if (ids.length === 0) return [];
      const details = await store.hmget(KEYS.details, ...ids);
      return details.flatMap((text): OperatorAction[] => (text == null ? [] : [JSON.parse(text)]));
    },
  };
}
