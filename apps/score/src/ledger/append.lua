-- Appends one attempt to a play, or returns why not. One script, so that two attempts can never both become row 3.
--
-- KEYS
--   1  play (list of rows)
--   2  history (hash: day -> summary)
--   3  name of the player (string)
--   4  disqualified (set of days)
--   5  of a guest: owner, the account that the guest was merged into (string)
--   6  of a guest: days that the guest has played (set)
-- ARGV
--   1  row number, from 1
--   2  row as it is stored: the word, its colours, … (libs/game/src/notation.ts)
--   3  day
--   4  name of the player
--   5  'late' if the day is over, else ''
--   6  summary of the play if this row finishes it, else ''
--   7  of a guest: seconds until its keys expire; '' for an account
--   8  'continues' if no attempt of the group begins a play, else ''
-- Returns { outcome, repeated (1 or 0), rows }
local playKey, historyKey, nameKey, disqualifiedKey = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local ownerKey, daysKey = KEYS[5], KEYS[6]
local number, row, day, name = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4]
local isLate, summary, ttl = ARGV[5] == 'late', ARGV[6], ARGV[7]
local isGuest, finishes = ttl ~= '', summary ~= ''

local rows = redis.call('LRANGE', playKey, 0, -1)
local stored, last = rows[number], rows[#rows]

if stored and string.match(stored, '^%u+') == string.match(row, '^%u+') then return { 'accepted', 1, rows } end
-- Finished: six rows, or a last row with every letter in its place.
if #rows >= 6 or last and string.find(last, ' R+ ') then return { 'play_finished', 0, rows } end
if isGuest and redis.call('EXISTS', ownerKey) == 1 then return { 'guest_moved', 0, rows } end
if redis.call('SISMEMBER', disqualifiedKey, day) == 1 then return { 'disqualified', 0, rows } end
if isLate and #rows == 0 then return { 'play_not_started', 0, rows } end
if number ~= #rows + 1 then return { 'row_conflict', 0, rows } end

-- Times never decrease within a play: if a clock was set back, or the other instance's is ahead, the row gets the
-- time of the row before it.
local before = last and string.match(last, ' (%d+)')
if before and tonumber(before) > tonumber(string.match(row, ' (%d+)')) then
  row = string.gsub(row, ' %d+', ' ' .. before, 1)
  summary = string.gsub(summary, ' %d+( ?%a*)$', ' ' .. before .. '%1')
end
-- Redis refuses a script that takes memory while that is full, unless its first write may only free some. So whoever plays
-- goes on, for at most five rows, and nobody begins.
if ARGV[8] == 'continues' then redis.call('HDEL', historyKey, '') end
redis.call('RPUSH', playKey, row)
-- The name is compared first because it rarely changes: a script with a single write costs the append-only file and the
-- replica one command instead of four.
if (#rows == 0 or finishes) and redis.call('GET', nameKey) ~= name then redis.call('SET', nameKey, name) end
if finishes then redis.call('HSET', historyKey, day, summary) end
if isGuest then
  redis.call('SADD', daysKey, day)
  for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, ttl) end
end
rows[#rows + 1] = row
return { 'accepted', 0, rows }
