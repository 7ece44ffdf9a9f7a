-- Appends one attempt to a play, or says why not. One script, so that no two attempts can both be row 3.
--
-- KEYS  1 play (list of rows), 2 history (hash: day -> summary), 3 name, 4 disqualified (set of days);
--       of a guest: 5 owner, 6 days (set)
-- ARGV  1 row number, 2 word, 3 the row as it is stored (begins with the word), 4 day, 5 the player's name,
--       6 'late' or '', 7 rows in a play, 8 the summary of the play where this row ends it, or '',
--       9 how many seconds the keys of a guest are kept, '' for an account
-- returns { outcome, repeated (1 or 0), rows }
local rows = redis.call('LRANGE', KEYS[1], 0, -1)
local ended = redis.call('HEXISTS', KEYS[2], ARGV[4]) == 1
local number = tonumber(ARGV[1])
local guest = ARGV[9] ~= ''

local function answer(outcome, repeated) return { outcome, repeated, rows } end

local stored = rows[number]
if stored and string.match(stored, '^%u+') == ARGV[2] then return answer('accepted', 1) end
if ended or #rows >= tonumber(ARGV[7]) then return answer('play_finished', 0) end
if guest and redis.call('EXISTS', KEYS[5]) == 1 then return answer('guest_moved', 0) end
if redis.call('SISMEMBER', KEYS[4], ARGV[4]) == 1 then return answer('disqualified', 0) end
if ARGV[6] == 'late' and #rows == 0 then return answer('play_not_started', 0) end
if number ~= #rows + 1 then return answer('row_conflict', 0) end

redis.call('RPUSH', KEYS[1], ARGV[3])
-- Most names are there already: a script with a single write costs the file and the replica one command, not four.
if redis.call('GET', KEYS[3]) ~= ARGV[5] then redis.call('SET', KEYS[3], ARGV[5]) end
if ARGV[8] ~= '' then redis.call('HSET', KEYS[2], ARGV[4], ARGV[8]) end
if guest then
  redis.call('SADD', KEYS[6], ARGV[4])
  for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, ARGV[9]) end
end
rows[#rows + 1] = ARGV[3]
return answer('accepted', 0)
