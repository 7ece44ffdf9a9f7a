-- Appends one attempt to a play, or says why not. One script, so that no two attempts can both be row 3.
--
-- KEYS  1 play (list of rows), 2 history (hash: day -> summary), 3 name, 4 disqualified (set of days);
--       of a guest: 5 owner, 6 days (set)
-- ARGV  1 row number, 2 the row as it is stored: the word, its colours, … (libs/game/src/notation.ts), 3 day,
--       4 the player's name, 5 'late' or '', 6 the summary of the play where this row ends it, or '',
--       7 how many seconds the keys of a guest are kept, '' for an account
-- returns { outcome, repeated (1 or 0), rows }
local rows = redis.call('LRANGE', KEYS[1], 0, -1)
local number, guest = tonumber(ARGV[1]), ARGV[7] ~= ''
local stored, last = rows[number], rows[#rows]

if stored and string.match(stored, '^%u+') == string.match(ARGV[2], '^%u+') then return { 'accepted', 1, rows } end
-- Six rows, or all of the last one in its place.
if #rows >= 6 or last and string.find(last, ' R+ ') then return { 'play_finished', 0, rows } end
if guest and redis.call('EXISTS', KEYS[5]) == 1 then return { 'guest_moved', 0, rows } end
if redis.call('SISMEMBER', KEYS[4], ARGV[3]) == 1 then return { 'disqualified', 0, rows } end
if ARGV[5] == 'late' and #rows == 0 then return { 'play_not_started', 0, rows } end
if number ~= #rows + 1 then return { 'row_conflict', 0, rows } end

local begins, ends = #rows == 0, ARGV[6] ~= ''
local row, summary = ARGV[2], ARGV[6]
-- Where a clock was set back, or the twin's is ahead: no row is before the one before it.
local before = last and string.match(last, ' (%d+)')
if before and tonumber(before) > tonumber(string.match(row, ' (%d+)')) then
  row = string.gsub(row, ' %d+', ' ' .. before, 1)
  summary = string.gsub(summary, ' %d+( ?%a*)$', ' ' .. before .. '%1')
end
redis.call('RPUSH', KEYS[1], row)
-- Most names are there already: a script with a single write costs the file and the replica one command, not four.
if (begins or ends) and redis.call('GET', KEYS[3]) ~= ARGV[4] then redis.call('SET', KEYS[3], ARGV[4]) end
if ends then redis.call('HSET', KEYS[2], ARGV[3], summary) end
if guest then
  redis.call('SADD', KEYS[6], ARGV[3])
  for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, ARGV[7]) end
end
rows[#rows + 1] = row
return { 'accepted', 0, rows }
