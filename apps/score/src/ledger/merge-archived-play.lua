-- merge-play.lua for a play of the archive, which is in no history and on no leaderboard. Its day is over, so a guest's
-- play is taken only if the account has none. Running it again changes nothing.
--
-- KEYS, all of the account
--   1  archived play (list of rows)
--   2  archive (hash: day -> summary)
-- ARGV
--   1  day
--   2  summary of the guest's play
--   3… rows of the guest's play; none if the guest's keys have expired
-- Returns 1 if the guest's play was taken, else 0
local archivedKey, archiveKey = KEYS[1], KEYS[2]
local day, summary = ARGV[1], ARGV[2]
local FIRST_ROW = 3

if #ARGV < FIRST_ROW or redis.call('EXISTS', archivedKey) == 1 then return 0 end
redis.call('RPUSH', archivedKey, unpack(ARGV, FIRST_ROW))
redis.call('HSET', archiveKey, day, summary)
return 1
