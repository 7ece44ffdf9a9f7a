-- Removes a member from a league: a member who leaves, or any member at the owner's request. When the owner leaves, the
-- member who joined first becomes the owner; a league without members is deleted. When the owner removes a member, the
-- invitation is replaced, so that the old one cannot be used to come back.
--
-- KEYS
--   1  league (hash: owner, name, invitation)
--   2  members (sorted set: player -> when joined)
-- ARGV
--   1  player who asks
--   2  member to remove
--   3  new invitation
-- Returns 'done', 'league_not_found' or 'not_league_owner'
local leagueKey, membersKey = KEYS[1], KEYS[2]
local asker, member, newInvitation = ARGV[1], ARGV[2], ARGV[3]

local owner = redis.call('HGET', leagueKey, 'owner')
local leaves = asker == member
if not owner and leaves then return 'done' end
if not leaves then
  if not redis.call('ZSCORE', membersKey, asker) then return 'league_not_found' end
  if asker ~= owner then return 'not_league_owner' end
end
if redis.call('ZREM', membersKey, member) == 0 then return 'done' end
if not leaves then redis.call('HSET', leagueKey, 'invitation', newInvitation) end
if member == owner then
  local first = redis.call('ZRANGE', membersKey, 0, 0)[1]
  if first then redis.call('HSET', leagueKey, 'owner', first) else redis.call('DEL', leagueKey) end
end
return 'done'
