-- Reads the shown part of a leaderboard in one step, so that ranks, number of players and neighbours are consistent.
--
-- KEYS
--   1  ranking (sorted set: member -> points)
--   2  members (hash: player -> number of plays, ' ' and the member)
-- ARGV
--   1  player who reads
--   2  how many players to return from the top
--   3  how many neighbours to return on each side of the player
-- Returns { number of players, top, position of the first neighbour (0: the first of all), neighbours }, where the top
--         and the neighbours are member, points, member, …; there are no neighbours for a player who is not ranked
local rankingKey, membersKey = KEYS[1], KEYS[2]
local player, topSize, neighbours = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

local players = redis.call('ZCARD', rankingKey)
local top = redis.call('ZREVRANGE', rankingKey, 0, topSize - 1, 'WITHSCORES')
local own = redis.call('HGET', membersKey, player)
local position = own and redis.call('ZREVRANK', rankingKey, string.match(own, '^%d+ (.+)$'))
if not position then return { players, top, 0, {} } end
local from, to = math.max(0, position - neighbours), position + neighbours
return { players, top, from, redis.call('ZREVRANGE', rankingKey, from, to, 'WITHSCORES') }
