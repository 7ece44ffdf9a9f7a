-- Adds a league to the list of a player, and stores the player's name. Adding it again renews its time.
--
-- KEYS
--   1  leagues of the player (sorted set: league -> when it was added)
--   2  name of the player (string)
-- ARGV
--   1  league
--   2  time, in milliseconds since the Unix epoch
--   3  how many leagues a list may have
--   4  name
-- Returns 1, or 0 if the list is full
local listKey, nameKey = KEYS[1], KEYS[2]
local league, now, maxLeagues, name = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4]

local isListed = redis.call('ZSCORE', listKey, league)
if not isListed and redis.call('ZCARD', listKey) >= maxLeagues then return 0 end
redis.call('ZADD', listKey, now, league)
redis.call('SET', nameKey, name)
return 1
