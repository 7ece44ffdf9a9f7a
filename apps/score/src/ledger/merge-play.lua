-- Replaces an account's play of a day with a guest's if that does not make it worse: a finished play of the account
-- stays, and an unfinished one is replaced only by one with more rows, and only while the day lasts. Running it again
-- changes nothing.
--
-- KEYS, all of the account
--   1  play (list of rows)
--   2  history (hash: day -> summary)
--   3  disqualified (set of days)
-- ARGV
--   1  day
--   2  summary of the guest's play, '' if it is unfinished
--   3  'over' if the day is over, else ''
--   4… rows of the guest's play; none if the guest's keys have expired
-- Returns 1 if the guest's play was taken, else 0
local playKey, historyKey, disqualifiedKey = KEYS[1], KEYS[2], KEYS[3]
local day, summary, isOver = ARGV[1], ARGV[2], ARGV[3] == 'over'
local FIRST_ROW = 4

local ownRows, guestRows = redis.call('LLEN', playKey), #ARGV - FIRST_ROW + 1
if guestRows == 0 then return 0 end
if redis.call('SISMEMBER', disqualifiedKey, day) == 1 then return 0 end
if redis.call('HEXISTS', historyKey, day) == 1 then return 0 end
if ownRows > 0 and (isOver or ownRows >= guestRows) then return 0 end

redis.call('DEL', playKey)
redis.call('RPUSH', playKey, unpack(ARGV, FIRST_ROW))
if summary ~= '' then redis.call('HSET', historyKey, day, summary) end
return 1
