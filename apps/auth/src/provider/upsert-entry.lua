-- Writes an entry, its secondary index and its membership in a grant, each with a time to live.
--
-- It begins with a command that takes memory: a script whose first write may only free memory (DEL) runs to its end in a store
-- that is full.
--
-- KEYS
--   1  entry (hash: payload, index)
--   2  index by uid or user code: id of the entry (string); '' if the entry has none
--   3  grant: keys of its entries (set); '' if the entry belongs to none
-- ARGV
--   1  id of the entry
--   2  payload, JSON
--   3  time to live, in seconds
-- Returns nothing
local entryKey, indexKey, grantKey = KEYS[1], KEYS[2], KEYS[3]
local id, payload, ttl = ARGV[1], ARGV[2], tonumber(ARGV[3])

redis.call('HSET', entryKey, 'payload', payload, 'index', indexKey)
redis.call('HDEL', entryKey, 'consumer', 'consumed')
redis.call('EXPIRE', entryKey, ttl)
if indexKey ~= '' then redis.call('SET', indexKey, id, 'EX', ttl) end
if grantKey ~= '' then
  redis.call('SADD', grantKey, entryKey)
  if redis.call('TTL', grantKey) < ttl then redis.call('EXPIRE', grantKey, ttl) end
end
