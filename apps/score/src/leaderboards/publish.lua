-- Puts a player's standing on a leaderboard: absolute, so repeatable, and never an older one over a newer. More plays
-- are newer. Of as many plays fewer points are: a play that takes the place of another (of a guest who became this
-- player) has more attempts.
--
-- Equal points rank by the earlier finish. Redis orders equal scores by member, so the member begins with the time
-- that is left until a far instant: the earlier the finish, the greater the member.
--
-- KEYS  1 ranking (sorted set: member -> points), 2 members (hash: player -> plays and member)
-- ARGV  1 player, 2 finished plays, 3 points, 4 finished at, in milliseconds since the Unix epoch
-- returns 1 where the standing is on the leaderboard now, 0 where a newer one was
local FAR = 9999999999999
local old = redis.call('HGET', KEYS[2], ARGV[1])
if old then
  local plays, member = string.match(old, '^(%d+) (.+)$')
  if tonumber(plays) > tonumber(ARGV[2]) then return 0 end
  if plays == ARGV[2] and tonumber(redis.call('ZSCORE', KEYS[1], member)) < tonumber(ARGV[3]) then return 0 end
  redis.call('ZREM', KEYS[1], member)
end
local member = string.format('%013.0f', FAR - tonumber(ARGV[4])) .. ':' .. ARGV[1]
redis.call('ZADD', KEYS[1], ARGV[3], member)
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2] .. ' ' .. member)
return 1
