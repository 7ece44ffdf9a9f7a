-- Removes plays from the unpublished ones, except those that were added again after the caller read them.
--
-- KEYS
--   1  unpublished (sorted set: play -> when it was added)
-- ARGV  for each play
--   1  play, as a member of the set
--   2  when it was added, as the caller knows
-- Returns nothing
local unpublishedKey = KEYS[1]
local plays = ARGV

local published = {}
for i = 1, #plays, 2 do
  local play, knownAt = plays[i], tonumber(plays[i + 1])
  local storedAt = redis.call('ZSCORE', unpublishedKey, play)
  if storedAt and tonumber(storedAt) == knownAt then published[#published + 1] = play end
end
if #published > 0 then redis.call('ZREM', unpublishedKey, unpack(published)) end
