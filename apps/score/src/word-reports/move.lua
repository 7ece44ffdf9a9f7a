-- Moves a report from one list to the other, for instance from the open to the handled ones. Moving it again changes
-- nothing. A report that is not listed yet counts as none.
--
-- KEYS
--   1  list to move from (sorted set: report -> time of its first player)
--   2  list to move to (the same)
-- ARGV
--   1  report
--   2  reports from this time on are not listed yet, in milliseconds since the Unix epoch
-- Returns 1, or 0 if the report is in neither list
local fromKey, toKey = KEYS[1], KEYS[2]
local report, listedBefore = ARGV[1], tonumber(ARGV[2])

local at = redis.call('ZSCORE', fromKey, report)
local time = at or redis.call('ZSCORE', toKey, report)
if not time or tonumber(time) >= listedBefore then return 0 end
if not at then return 1 end
redis.call('ZREM', fromKey, report)
redis.call('ZADD', toKey, at, report)
return 1
