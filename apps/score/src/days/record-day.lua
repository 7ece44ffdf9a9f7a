-- Records the answer of a day unless one is recorded: the answer that an operator has chosen, else the given one.
--
-- KEYS
--   1  record: sealed answer (string)
--   2  choice (hash: sealedAnswer, by, at)
-- ARGV
--   1  sealed answer for a day without a choice
--   2  chosen sealed answer that does not count, because its word is blocked; else ''
-- Returns the sealed answer that is recorded
local recordKey, choiceKey = KEYS[1], KEYS[2]
local sealedAnswer, void = ARGV[1], ARGV[2]

local recorded = redis.call('GET', recordKey)
if recorded then return recorded end
local chosen = redis.call('HGET', choiceKey, 'sealedAnswer')
local answer = chosen and chosen ~= void and chosen or sealedAnswer
redis.call('SET', recordKey, answer)
return answer
