-- Puts standings of players on a leaderboard: absolute, so repeatable, and never an older one over a newer. More plays
-- are newer, and as many are the same ones: a play that has ended never changes.
--
-- Equal points rank by the earlier finish. Redis orders equal scores by member, so the member begins with the time
-- that is left until a far instant: the earlier the finish, the greater the member.
--
-- KEYS  1 ranking (sorted set: member -> points), 2 members (hash: player -> plays and member)
-- ARGV  for each player, none of them twice: player, finished plays, points, finished at, in milliseconds since the Unix epoch
local FAR = 9999999999999
local players = {}
for i = 1, #ARGV, 4 do players[#players + 1] = ARGV[i] end
local stored = redis.call('HMGET', KEYS[2], unpack(players))
local gone, ranking, members = {}, {}, {}
for n, player in ipairs(players) do
  local plays, points, finished = ARGV[4 * n - 2], ARGV[4 * n - 1], ARGV[4 * n]
  local newer = true
  if stored[n] then
    local known, member = string.match(stored[n], '^(%d+) (.+)$')
    newer = tonumber(known) < tonumber(plays)
    if newer then gone[#gone + 1] = member end
  end
  if newer then
    local member = string.format('%013.0f', FAR - tonumber(finished)) .. ':' .. player
    ranking[#ranking + 1] = points
    ranking[#ranking + 1] = member
    members[#members + 1] = player
    members[#members + 1] = plays .. ' ' .. member
  end
end
if #gone > 0 then redis.call('ZREM', KEYS[1], unpack(gone)) end
if #members > 0 then
  redis.call('ZADD', KEYS[1], unpack(ranking))
  redis.call('HSET', KEYS[2], unpack(members))
end
