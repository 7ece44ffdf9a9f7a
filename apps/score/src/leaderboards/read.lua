-- Reads what is shown of a leaderboard, in one step: places, numbers and neighbours fit together.
--
-- KEYS  1 ranking (sorted set: member -> points), 2 members (hash: player -> plays and member)
-- ARGV  1 player, 2 how many from the top, 3 how many on each side of the player
-- returns { players, top, position of the first neighbour (0 the first of all), neighbours };
--         the top and the neighbours as member, points, member, ...; none for a player who is not ranked
local players = redis.call('ZCARD', KEYS[1])
local top = redis.call('ZREVRANGE', KEYS[1], 0, ARGV[2] - 1, 'WITHSCORES')
local own = redis.call('HGET', KEYS[2], ARGV[1])
local position = own and redis.call('ZREVRANK', KEYS[1], string.match(own, '^%d+ (.+)$'))
if not position then return { players, top, 0, {} } end
local from = math.max(0, position - ARGV[3])
return { players, top, from, redis.call('ZREVRANGE', KEYS[1], from, position + ARGV[3], 'WITHSCORES') }
