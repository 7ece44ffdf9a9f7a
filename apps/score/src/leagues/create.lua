-- Creates a league. Creating it again changes nothing; an id that another owner has is refused.
--
-- KEYS
--   1  league (hash: owner, name, invitation)
--   2  members (sorted set: player -> when joined)
-- ARGV
--   1  owner
--   2  name
--   3  invitation
--   4  time, in milliseconds since the Unix epoch
-- Returns 'created', 'done' (it was created before) or 'league_id_taken'
local leagueKey, membersKey = KEYS[1], KEYS[2]
local owner, name, invitation, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local storedOwner = redis.call('HGET', leagueKey, 'owner')
if storedOwner then return storedOwner == owner and 'done' or 'league_id_taken' end
redis.call('HSET', leagueKey, 'owner', owner, 'name', name, 'invitation', invitation)
redis.call('ZADD', membersKey, now, owner)
return 'created'
