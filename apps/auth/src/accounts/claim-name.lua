-- Claims a name for a new account and writes the account, unless another account holds the name.
--
-- KEYS
--   1  name: id of the account that holds it (string)
--   2  account (hash: name, password, interaction, createdAt)
-- ARGV
--   1  id of the account
--   2  name, as the player typed it
--   3  hash of the password
--   4  uid of the interaction that showed the form
--   5  time, in milliseconds since the Unix epoch
--   6  id of an account that no longer exists: a name that it holds counts as free; '' if there is none
-- Returns the id of the account that holds the name now
local nameKey, accountKey = KEYS[1], KEYS[2]
local id, name, password, interaction, createdAt, missing = unpack(ARGV)

local holder = redis.call('GET', nameKey)
if holder and holder ~= missing then return holder end
redis.call('SET', nameKey, id)
redis.call('HSET', accountKey, 'name', name, 'password', password, 'interaction', interaction, 'createdAt', createdAt)
return id
