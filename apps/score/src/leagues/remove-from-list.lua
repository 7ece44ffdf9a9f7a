-- Removes a league from the list of a player, unless it was added again after the caller read the list.
--
-- KEYS
--   1  leagues of the player (sorted set: league -> when it was added)
-- ARGV
--   1  league
--   2  when it was added, as the caller read it
-- Returns nothing
local listKey = KEYS[1]
local league, knownAt = ARGV[1], ARGV[2]

if redis.call('ZSCORE', listKey, league) == knownAt then redis.call('ZREM', listKey, league) end
