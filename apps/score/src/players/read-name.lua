-- Reads the name of a player.
--
-- KEYS     1 name (string)
-- ARGV     none
-- Returns  the name; false if there is none
local nameKey = KEYS[1]

return redis.call('GET', nameKey)
