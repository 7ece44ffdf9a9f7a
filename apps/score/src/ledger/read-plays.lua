-- Reads several plays of one player with one command.
--
-- KEYS
--   1   disqualified (set of days)
--   2…  plays (lists of rows)
-- ARGV     the days of the plays
-- Returns  { rows, disqualified (1 or 0) } of each play, in the order of the keys
local plays = {}
for i, day in ipairs(ARGV) do
  plays[i] = { redis.call('LRANGE', KEYS[i + 1], 0, -1), redis.call('SISMEMBER', KEYS[1], day) }
end
return plays
