-- Appends one attempt to a play, or says why not. One script, so that no two attempts can both be row 3.
--
-- KEYS  1 play (list of rows), 2 history (hash: day -> summary), 3 unpublished (set of days), 4 name,
--       5 disqualified (set of days)
-- ARGV  1 row number, 2 word, 3 the row as it is stored (begins with the word), 4 day, 5 the player's name,
--       6 'late' or '', 7 rows in a play, 8 the summary of the play where this row ends it, or ''
-- returns { outcome, repeated (1 or 0), rows }
local rows = redis.call('LRANGE', KEYS[1], 0, -1)
local number = tonumber(ARGV[1])

local stored = rows[number]
if stored then
  local word = string.match(stored, '^%u+')
  if word == ARGV[2] then return { 'accepted', 1, rows } end
end
if redis.call('HEXISTS', KEYS[2], ARGV[4]) == 1 or #rows >= tonumber(ARGV[7]) then
  return { 'play_finished', 0, rows }
end
if redis.call('SISMEMBER', KEYS[5], ARGV[4]) == 1 then return { 'disqualified', 0, rows } end
if ARGV[6] == 'late' and #rows == 0 then return { 'play_not_started', 0, rows } end
if number ~= #rows + 1 then return { 'row_conflict', 0, rows } end

redis.call('RPUSH', KEYS[1], ARGV[3])
redis.call('SET', KEYS[4], ARGV[5])
if ARGV[8] ~= '' then
  redis.call('HSET', KEYS[2], ARGV[4], ARGV[8])
  redis.call('SADD', KEYS[3], ARGV[4])
end
rows[#rows + 1] = ARGV[3]
return { 'accepted', 0, rows }
