-- Puts a guest's play of a day in the place of the account's own, where that makes the account's play no worse: a play
-- that has ended stays, and one that goes on gives way only to one with more rows, while the day of both goes on. Run
-- again it changes nothing.
--
-- KEYS  1 play (list of rows), 2 history (hash: day -> summary), 3 disqualified (set of days); all of the account
-- ARGV  1 day, 2 the summary of the guest's play, or '' where it goes on, 3 'over' where the day has ended, or '';
--       the others its rows
local own, rows = redis.call('LLEN', KEYS[1]), #ARGV - 3
-- None where the guest was forgotten.
if rows == 0 then return 0 end
if redis.call('SISMEMBER', KEYS[3], ARGV[1]) == 1 then return 0 end
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then return 0 end
if own > 0 and (ARGV[3] == 'over' or own >= rows) then return 0 end

redis.call('DEL', KEYS[1])
redis.call('RPUSH', KEYS[1], unpack(ARGV, 4))
if ARGV[2] ~= '' then redis.call('HSET', KEYS[2], ARGV[1], ARGV[2]) end
return 1
