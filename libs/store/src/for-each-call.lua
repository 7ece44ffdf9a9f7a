-- Runs the function `call(KEYS, ARGV)`, which group-script.ts puts before this text, for each call of a group.
--
-- KEYS  for each call
--   its keys
-- ARGV  for each call
--   1  number of its keys
--   2  number of its arguments
--   …  its arguments
-- Returns the replies of the calls, in their order
local allKeys, allArgs = KEYS, ARGV

local replies, keysRead, argsRead = {}, 0, 0
while argsRead < #allArgs do
  local keyCount, argCount = tonumber(allArgs[argsRead + 1]), tonumber(allArgs[argsRead + 2])
  local keys, args = {}, {}
  for i = 1, keyCount do keys[i] = allKeys[keysRead + i] end
  for i = 1, argCount do args[i] = allArgs[argsRead + 2 + i] end
  keysRead, argsRead = keysRead + keyCount, argsRead + 2 + argCount
  replies[#replies + 1] = call(keys, args)
end
return replies
