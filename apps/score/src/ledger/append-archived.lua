-- Appends one attempt to a play of the archive, or returns why not: append.lua for a day that is over.
--
-- KEYS
--   1  archived play (list of rows)
--   2  archive (hash: day -> summary)
--   3  history (hash: day -> summary)
--   4  play of the day itself (list of rows)
--   5  of a guest: owner, the account that the guest was merged into (string)
-- ARGV
--   1  row number, from 1
--   2  word
--   3  row as it is stored; begins with the word
--   4  day
--   5  'late' if the play of the day itself can still be finished, else ''
--   6  summary of the archived play with this row
--   7  of a guest: seconds until its keys expire; '' for an account
-- Returns { outcome, repeated (1 or 0), rows, archived (1; 0 if the rows are those of the day itself) }
local archivedKey, archiveKey, historyKey, playKey, ownerKey = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local number, word, row, day = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4]
local isLate, summary, ttl = ARGV[5] == 'late', ARGV[6], ARGV[7]
local isGuest = ttl ~= ''

local rows = redis.call('LRANGE', archivedKey, 0, -1)
local stored = rows[number]
if stored and string.match(stored, '^%u+') == word then return { 'accepted', 1, rows, 1 } end
if redis.call('HEXISTS', historyKey, day) == 1 then
  return { 'play_finished', 0, redis.call('LRANGE', playKey, 0, -1), 0 }
end
if isLate and redis.call('EXISTS', playKey) == 1 then
  return { 'play_unfinished', 0, redis.call('LRANGE', playKey, 0, -1), 0 }
end
local storedSummary = redis.call('HGET', archiveKey, day)
if storedSummary and not string.match(storedSummary, '^playing') then return { 'play_finished', 0, rows, 1 } end
if isGuest and redis.call('EXISTS', ownerKey) == 1 then return { 'guest_moved', 0, rows, 1 } end
if number ~= #rows + 1 then return { 'row_conflict', 0, rows, 1 } end

-- As in append.lua: times never decrease within a play.
local before = rows[#rows] and string.match(rows[#rows], ' (%d+)')
if before and tonumber(before) > tonumber(string.match(row, ' (%d+)')) then
  row = string.gsub(row, ' %d+', ' ' .. before, 1)
end
-- As in append.lua: while the memory of the store is full, a play goes on, and none begins.
if number > 1 then redis.call('HDEL', archiveKey, '') end
redis.call('RPUSH', archivedKey, row)
redis.call('HSET', archiveKey, day, summary)
if isGuest then
  redis.call('EXPIRE', archivedKey, ttl)
  redis.call('EXPIRE', archiveKey, ttl)
end
rows[number] = row
return { 'accepted', 0, rows, 1 }
