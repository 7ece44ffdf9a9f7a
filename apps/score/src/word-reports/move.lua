-- Moves a report from one list to the other, for instance from the open to the handled ones. Moving it again changes
-- nothing.
--
-- KEYS
--   1  list to move from (sorted set: report -> time of the last one)
--   2  list to move to (the same)
-- ARGV
--   1  report
-- Returns 1, or 0 if the report is in neither list
local fromKey, toKey = KEYS[1], KEYS[2]
local report = ARGV[1]

local at = redis.call('ZSCORE', fromKey, report)
if not at then return redis.call('ZSCORE', toKey, report) and 1 or 0 end
redis.call('ZREM', fromKey, report)
redis.call('ZADD', toKey, at, report)
return 1
