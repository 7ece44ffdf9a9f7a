-- Removes the answer that an operator has chosen for a day, unless the day's answer is recorded already.
--
-- KEYS
--   1  record: sealed answer (string)
--   2  choice (hash: sealedAnswer, by, at)
-- ARGV     none
-- Returns  1, or 0 if the answer is recorded already
local recordKey, choiceKey = KEYS[1], KEYS[2]

if redis.call('EXISTS', recordKey) == 1 then return 0 end
redis.call('DEL', choiceKey)
return 1
