-- Appends one attempt to a play of the archive, or says why not: append.lua for a day that is over.
--
-- KEYS  1 archived play (list of rows), 2 archive (hash: day -> summary), 3 history (hash: day -> summary),
--       4 play of the day itself (list of rows); of a guest: 5 owner
-- ARGV  1 row number, 2 word, 3 the row as it is stored (begins with the word), 4 day,
--       5 'late' where the play of the day itself may still go on, or '', 6 the summary of the play with this row,
--       7 how many seconds the keys of a guest are kept, '' for an account
-- returns { outcome, repeated (1 or 0), rows, archived (0 where they are those of the day itself) }
local rows = redis.call('LRANGE', KEYS[1], 0, -1)
local number = tonumber(ARGV[1])
local guest = ARGV[7] ~= ''

local stored = rows[number]
if stored and string.match(stored, '^%u+') == ARGV[2] then return { 'accepted', 1, rows, 1 } end
if redis.call('HEXISTS', KEYS[3], ARGV[4]) == 1 then
  return { 'play_finished', 0, redis.call('LRANGE', KEYS[4], 0, -1), 0 }
end
if ARGV[5] == 'late' and redis.call('EXISTS', KEYS[4]) == 1 then
  return { 'play_unfinished', 0, redis.call('LRANGE', KEYS[4], 0, -1), 0 }
end
local summary = redis.call('HGET', KEYS[2], ARGV[4])
if summary and not string.match(summary, '^playing') then return { 'play_finished', 0, rows, 1 } end
if guest and redis.call('EXISTS', KEYS[5]) == 1 then return { 'guest_moved', 0, rows, 1 } end
if number ~= #rows + 1 then return { 'row_conflict', 0, rows, 1 } end

local row = ARGV[3]
-- As in append.lua: no row is before the one before it.
local before = rows[#rows] and string.match(rows[#rows], ' (%d+)')
if before and tonumber(before) > tonumber(string.match(row, ' (%d+)')) then
  row = string.gsub(row, ' %d+', ' ' .. before, 1)
end
redis.call('RPUSH', KEYS[1], row)
redis.call('HSET', KEYS[2], ARGV[4], ARGV[6])
if guest then
  redis.call('EXPIRE', KEYS[1], ARGV[7])
  redis.call('EXPIRE', KEYS[2], ARGV[7])
end
rows[number] = row
return { 'accepted', 0, rows, 1 }
