-- Deletes a league at the owner's request. Deleting it again changes nothing.
--
-- KEYS
--   1  league (hash: owner, name, invitation)
--   2  members (sorted set: player -> when joined)
-- ARGV
--   1  player who asks
-- Returns 'done' or 'not_league_owner'
local leagueKey, membersKey = KEYS[1], KEYS[2]
local asker = ARGV[1]

local owner = redis.call('HGET', leagueKey, 'owner')
if not owner then return 'done' end
if owner ~= asker then return 'not_league_owner' end
redis.call('DEL', leagueKey, membersKey)
return 'done'
