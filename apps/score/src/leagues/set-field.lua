-- Sets a field of a league at the owner's request, unconditionally or only if it still has an expected value.
--
-- KEYS
--   1  league (hash: owner, name, invitation)
--   2  members (sorted set: player -> when joined)
-- ARGV
--   1  player who asks
--   2  field
--   3  new value
--   4  expected value, or '' for any
-- Returns 'done' (also if the field has another value than expected), 'league_not_found' or 'not_league_owner'
local leagueKey, membersKey = KEYS[1], KEYS[2]
local asker, field, value, expected = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

if not redis.call('ZSCORE', membersKey, asker) then return 'league_not_found' end
if redis.call('HGET', leagueKey, 'owner') ~= asker then return 'not_league_owner' end
if expected == '' or redis.call('HGET', leagueKey, field) == expected then
  redis.call('HSET', leagueKey, field, value)
end
return 'done'
