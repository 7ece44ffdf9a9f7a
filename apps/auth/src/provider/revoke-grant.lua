-- Deletes a grant with all its entries.
--
-- KEYS
--   1  grant: keys of its entries (set)
-- Returns nothing
local grantKey = KEYS[1]

for _, entryKey in ipairs(redis.call('SMEMBERS', grantKey)) do redis.call('DEL', entryKey) end
redis.call('DEL', grantKey)
