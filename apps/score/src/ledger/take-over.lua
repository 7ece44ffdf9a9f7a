-- Puts a guest's play of a day in the place of the account's own, where it counts: the one with more rows does, and of
-- two as long the account's own. A play that has ended gives way to no play that goes on: what is on the leaderboards
-- stays finished. Run again it changes nothing.
--
-- KEYS  1 play (list of rows), 2 history (hash: day -> summary), 3 unpublished (set of days),
--       4 disqualified (set of days); all of the account
-- ARGV  1 day, 2 the summary of the guest's play, or '' where it goes on; the others its rows
local rows = #ARGV - 2
if redis.call('SISMEMBER', KEYS[4], ARGV[1]) == 1 then return 0 end
if redis.call('LLEN', KEYS[1]) >= rows then return 0 end
if ARGV[2] == '' and redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then return 0 end

redis.call('DEL', KEYS[1])
redis.call('RPUSH', KEYS[1], unpack(ARGV, 3))
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
  redis.call('SADD', KEYS[3], ARGV[1])
end
return 1
