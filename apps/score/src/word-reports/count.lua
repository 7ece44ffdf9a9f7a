-- Counts a report of a player once. A report stays where it is, open or handled, with the time of its first player.
--
-- KEYS
--   1  players who made the report (sorted set: player -> time)
--   2  players who made it under a former version (set)
--   3  open reports (sorted set: report -> time of its first player)
--   4  handled reports (the same)
-- ARGV
--   1  player
--   2  report
--   3  time, in milliseconds since the Unix epoch
-- Returns 1, or 0 if the player made the same report before
local timesKey, formerKey, openKey, handledKey = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local player, report, now = ARGV[1], ARGV[2], ARGV[3]

if redis.call('SISMEMBER', formerKey, player) == 1 then return 0 end
if redis.call('ZADD', timesKey, 'NX', now, player) == 0 then return 0 end
if not redis.call('ZSCORE', handledKey, report) then redis.call('ZADD', openKey, 'NX', now, report) end
return 1
