-- Unblocks a word. It keeps its number.
--
-- KEYS
--   1  blocked words (hash: word -> number, 'blocked' or 'lifted', time and operator, separated by spaces)
-- ARGV
--   1  word
-- Returns nothing
local wordsKey = KEYS[1]
local word = ARGV[1]

local stored = redis.call('HGET', wordsKey, word)
if not stored then return end
local lifted = string.gsub(stored, ' blocked ', ' lifted ', 1)
redis.call('HSET', wordsKey, word, lifted)
