-- Puts a guest's play of a day in the place of the account's own, where it counts: the one with more rows does, and of
-- two as long the account's own. Run again it changes nothing.
--
-- KEYS  1 play (list of rows), 2 history (hash: day -> summary), 3 disqualified (set of days); all of the account
-- ARGV  1 day, 2 the summary of the guest's play, or '' where it goes on, 3 the points of a win with one row more;
--       the others its rows
local rows = #ARGV - 3
if redis.call('SISMEMBER', KEYS[3], ARGV[1]) == 1 then return 0 end
if redis.call('LLEN', KEYS[1]) >= rows then return 0 end

local summary, last = ARGV[2], nil
local own = redis.call('HGET', KEYS[2], ARGV[1])
if summary == '' and own then
  -- The account won in fewer rows than the guest had played: a play that has ended stays ended, and as all of them were
  -- tries at one word, the row that won follows the guest's.
  last = redis.call('LINDEX', KEYS[1], -1)
  summary = string.gsub(own, '^won %d+ %d+', 'won ' .. (rows + 1) .. ' ' .. ARGV[3])
end

redis.call('DEL', KEYS[1])
redis.call('RPUSH', KEYS[1], unpack(ARGV, 4))
if last then redis.call('RPUSH', KEYS[1], last) end
if summary ~= '' then redis.call('HSET', KEYS[2], ARGV[1], summary) end
return 1
