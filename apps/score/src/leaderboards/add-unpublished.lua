-- Adds plays to the unpublished ones.
--
-- KEYS
--   1  unpublished (sorted set: play -> when it was added)
-- ARGV  for each play
--   1  when it is added, in milliseconds since the Unix epoch
--   2  play, as a member of the set
-- Returns nothing
local unpublishedKey = KEYS[1]

-- As in append.lua: a play can finish while the memory of the store is full.
redis.call('ZREM', unpublishedKey, '')
redis.call('ZADD', unpublishedKey, unpack(ARGV))
