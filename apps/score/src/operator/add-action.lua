-- Adds an operator's action to the list and removes the oldest ones beyond its maximum. Adding it again changes nothing.
--
-- KEYS
--   1  order (sorted set: id -> time)
--   2  details (hash: id -> action as JSON)
-- ARGV
--   1  id
--   2  time, in milliseconds since the Unix epoch
--   3  action as JSON
--   4  how many actions are kept
-- Returns 1, or 0 if it was added before
local orderKey, detailsKey = KEYS[1], KEYS[2]
local id, now, action, maxActions = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])

if redis.call('HSETNX', detailsKey, id, action) == 0 then return 0 end
-- Later than every earlier action, even if the clock was set back.
local last = tonumber(redis.call('ZRANGE', orderKey, -1, -1, 'WITHSCORES')[2] or 0)
redis.call('ZADD', orderKey, string.format('%.0f', math.max(now, last + 1)), id)
for _, old in ipairs(redis.call('ZRANGE', orderKey, 0, -1 - maxActions)) do
  redis.call('ZREM', orderKey, old)
  redis.call('HDEL', detailsKey, old)
end
return 1
