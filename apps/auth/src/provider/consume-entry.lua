-- Marks an entry as consumed by one request. The same command sent again (after a reconnection) returns 1 again.
--
-- KEYS
--   1  entry (hash: payload, index, consumer, consumed)
-- ARGV
--   1  consumer: random id of the request
--   2  time, in seconds since the Unix epoch
-- Returns 1, or 0 if another request has consumed the entry or it does not exist
local entryKey = KEYS[1]
local consumer, consumedAt = ARGV[1], ARGV[2]

if redis.call('EXISTS', entryKey) == 0 then return 0 end
if redis.call('HSETNX', entryKey, 'consumer', consumer) == 1 then
  redis.call('HSET', entryKey, 'consumed', consumedAt)
  return 1
end
return redis.call('HGET', entryKey, 'consumer') == consumer and 1 or 0
