-- Binds a guest to the first account that it is to be merged into. From then on append.lua accepts no further attempt of
-- the guest, so that its plays no longer change.
--
-- KEYS
--   1  owner, the account that the guest is merged into (string)
--   2  days that the guest has played (set)
-- ARGV
--   1  account
--   2  seconds until the owner expires
-- Returns { account that the guest belongs to, first (1 if this call bound it, else 0), days }
local ownerKey, daysKey = KEYS[1], KEYS[2]
local account, ttl = ARGV[1], ARGV[2]

local owner, first = redis.call('GET', ownerKey), 0
if not owner then
  owner, first = account, 1
  redis.call('SET', ownerKey, owner, 'EX', ttl)
end
return { owner, first, redis.call('SMEMBERS', daysKey) }
