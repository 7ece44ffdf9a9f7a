-- Blocks a word. A word that was blocked before gets its former number again. One that is blocked already stays as it is,
-- unless the operator is not shown that blocking yet: then it becomes this operator's.
--
-- KEYS
--   1  blocked words (hash: word -> number, 'blocked' or 'lifted', time and operator, separated by spaces)
-- ARGV
--   1  word
--   2  how many words there may be, lifted ones included
--   3  time, in milliseconds since the Unix epoch
--   4  name of the operator
--   5  blockings from this time on are shown to their own operator only, in milliseconds since the Unix epoch
-- Returns what is stored for the word; '' if there are too many
local wordsKey = KEYS[1]
local word, maxWords, now, by, shownBefore = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4], tonumber(ARGV[5])

local stored = redis.call('HGET', wordsKey, word)
if stored then
  local at, blockedBy = string.match(stored, '^%d+ blocked (%d+) (.*)$')
  if at and (tonumber(at) < shownBefore or blockedBy == by) then return stored end
end
local number = stored and string.match(stored, '^%d+') or redis.call('HLEN', wordsKey)
if tonumber(number) >= maxWords then return '' end
stored = number .. ' blocked ' .. now .. ' ' .. by
redis.call('HSET', wordsKey, word, stored)
return stored
