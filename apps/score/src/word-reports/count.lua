-- Counts a report of a player once and updates the time of the report. A handled report stays handled.
--
-- KEYS
--   1  players who made the report (set)
--   2  open reports (sorted set: report -> time of the last one)
--   3  handled reports (sorted set: report -> time of the last one)
-- ARGV
--   1  player
--   2  report
--   3  time, in milliseconds since the Unix epoch
-- Returns 1, or 0 if the player made the same report before
local playersKey, openKey, handledKey = KEYS[1], KEYS[2], KEYS[3]
local player, report, now = ARGV[1], ARGV[2], ARGV[3]

if redis.call('SADD', playersKey, player) == 0 then return 0 end
local listKey = redis.call('ZSCORE', handledKey, report) and handledKey or openKey
redis.call('ZADD', listKey, 'GT', now, report)
return 1
