-- Reads several plays of one player with one command.
--
-- KEYS     plays (lists of rows)
-- ARGV     none
-- Returns  the rows of each play, in the order of the keys
local plays = {}
for i, playKey in ipairs(KEYS) do plays[i] = redis.call('LRANGE', playKey, 0, -1) end
return plays
