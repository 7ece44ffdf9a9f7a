-- Stores the answer that an operator has chosen for a day, unless the day's answer is recorded already.
--
-- KEYS
--   1  record: sealed answer (string)
--   2  choice (hash: sealedAnswer, by, at)
-- ARGV
--   1  sealed answer
--   2  name of the operator
--   3  time, in milliseconds since the Unix epoch
-- Returns 1, or 0 if the answer is recorded already
local recordKey, choiceKey = KEYS[1], KEYS[2]
local sealedAnswer, by, at = ARGV[1], ARGV[2], ARGV[3]

if redis.call('EXISTS', recordKey) == 1 then return 0 end
redis.call('HSET', choiceKey, 'sealedAnswer', sealedAnswer, 'by', by, 'at', at)
return 1
