-- Admits a report of a player unless the player has reached the limit of the day. The same report is admitted again.
--
-- KEYS
--   1  reports of the player on this day (set)
-- ARGV
--   1  report
--   2  how many reports a player may make in a day
--   3  seconds until the set expires
-- Returns 1, or 0 if the limit is reached
local reportsKey = KEYS[1]
local report, maxReports, ttl = ARGV[1], tonumber(ARGV[2]), ARGV[3]

if redis.call('SISMEMBER', reportsKey, report) == 1 then return 1 end
if redis.call('SCARD', reportsKey) >= maxReports then return 0 end
redis.call('SADD', reportsKey, report)
redis.call('EXPIRE', reportsKey, ttl)
return 1
