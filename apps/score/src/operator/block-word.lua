-- Blocks a word. A word that was blocked before gets its former number again; one that is blocked already stays as it is.
--
-- KEYS
--   1  blocked words (hash: word -> number, 'blocked' or 'lifted', time and operator, separated by spaces)
-- ARGV
--   1  word
--   2  how many words there may be, lifted ones included
--   3  time, in milliseconds since the Unix epoch
--   4  name of the operator
-- Returns what is stored for the word; '' if there are too many
local wordsKey = KEYS[1]
local word, maxWords, now, by = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]

local stored = redis.call('HGET', wordsKey, word)
if stored and string.find(stored, ' blocked ', 1, true) then return stored end
local number = stored and string.match(stored, '^%d+') or redis.call('HLEN', wordsKey)
if tonumber(number) >= maxWords then return '' end
stored = number .. ' blocked ' .. now .. ' ' .. by
redis.call('HSET', wordsKey, word, stored)
return stored
