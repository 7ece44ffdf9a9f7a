-- Deletes an entry, and its index unless that points to another entry by now.
--
-- KEYS
--   1  entry (hash: payload, index)
-- ARGV
--   1  id of the entry
-- Returns nothing
local entryKey = KEYS[1]
local id = ARGV[1]

local indexKey = redis.call('HGET', entryKey, 'index')
if indexKey and indexKey ~= '' and redis.call('GET', indexKey) == id then redis.call('DEL', indexKey) end
redis.call('DEL', entryKey)
