-- Reads the finished plays of a player.
--
-- KEYS     1 history (hash: day -> summary)
-- ARGV     none
-- Returns  day, summary, day, …
local historyKey = KEYS[1]

return redis.call('HGETALL', historyKey)
