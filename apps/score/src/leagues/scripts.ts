import { defineScript } from '@motus/store';

/** How a change of a league ended: done (or done before), or the code of the refusal. */
export type Outcome =
  | 'done'
  | 'league_id_taken'
  | 'league_not_found'
  | 'not_league_owner'
  | 'invitation_invalid'
  | 'league_full';

const read = (reply: unknown) => reply as Outcome;

// KEYS of all: 1 the league (hash), 2 its members (sorted set).

/** ARGV 1 owner, 2 name, 3 invitation, 4 now */
export const createScript = defineScript({
  name: 'createLeague',
  lua: `
    local owner = redis.call('HGET', KEYS[1], 'owner')
    if owner then return owner == ARGV[1] and 'done' or 'league_id_taken' end
    redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'name', ARGV[2], 'invitation', ARGV[3])
    redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
    return 'done'`,
  read,
});

/** ARGV 1 player, 2 invitation, 3 now, 4 how many members a league takes */
export const joinScript = defineScript({
  name: 'joinLeague',
  lua: `
    if redis.call('ZSCORE', KEYS[2], ARGV[1]) then return 'done' end
    if redis.call('HGET', KEYS[1], 'invitation') ~= ARGV[2] then return 'invitation_invalid' end
    if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[4]) then return 'league_full' end
    -- After everybody who is there, also where a clock was set back: the longest member inherits the league.
    local last = tonumber(redis.call('ZRANGE', KEYS[2], -1, -1, 'WITHSCORES')[2] or 0)
    redis.call('ZADD', KEYS[2], string.format('%.0f', math.max(tonumber(ARGV[3]), last + 1)), ARGV[1])
    return 'done'`,
  read,
});

/**
 * Takes a member out, at the own wish or the owner's; the place of an owner who leaves goes to the longest member, and an
 * empty league ends. Who is put out must not come back by the old invitation.
 *
 * ARGV 1 who asks, 2 the member, 3 another invitation
 */
export const removeScript = defineScript({
  name: 'removeLeagueMember',
  lua: `
    local owner = redis.call('HGET', KEYS[1], 'owner')
    local leaves = ARGV[1] == ARGV[2]
    if not owner and leaves then return 'done' end
    if not leaves then
      if not redis.call('ZSCORE', KEYS[2], ARGV[1]) then return 'league_not_found' end
      if ARGV[1] ~= owner then return 'not_league_owner' end
    end
    if redis.call('ZREM', KEYS[2], ARGV[2]) == 0 then return 'done' end
    if not leaves then redis.call('HSET', KEYS[1], 'invitation', ARGV[3]) end
    if ARGV[2] == owner then
      local longest = redis.call('ZRANGE', KEYS[2], 0, 0)[1]
      if longest then redis.call('HSET', KEYS[1], 'owner', longest) else redis.call('DEL', KEYS[1]) end
    end
    return 'done'`,
  read,
});

/** ARGV 1 who asks, 2 field of the league, 3 its new value, 4 the value that it must have had, or '' */
export const changeScript = defineScript({
  name: 'changeLeague',
  lua: `
    if not redis.call('ZSCORE', KEYS[2], ARGV[1]) then return 'league_not_found' end
    if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return 'not_league_owner' end
    if ARGV[4] == '' or redis.call('HGET', KEYS[1], ARGV[2]) == ARGV[4] then
      redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
    end
    return 'done'`,
  read,
});

/** ARGV 1 who asks */
export const deleteScript = defineScript({
  name: 'deleteLeague',
  lua: `
    local owner = redis.call('HGET', KEYS[1], 'owner')
    if not owner then return 'done' end
    if owner ~= ARGV[1] then return 'not_league_owner' end
    redis.call('DEL', KEYS[1], KEYS[2])
    return 'done'`,
  read,
});
