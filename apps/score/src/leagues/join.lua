-- Adds a player to a league by its invitation. Joining again changes nothing.
--
-- KEYS
--   1  league (hash: owner, name, invitation)
--   2  members (sorted set: player -> when joined)
-- ARGV
--   1  player
--   2  invitation
--   3  time, in milliseconds since the Unix epoch
--   4  how many members a league may have
-- Returns 'joined', 'done' (the player is a member already), 'invitation_invalid' or 'league_full'
local leagueKey, membersKey = KEYS[1], KEYS[2]
local player, invitation, now, maxMembers = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])

if redis.call('ZSCORE', membersKey, player) then return 'done' end
if redis.call('HGET', leagueKey, 'invitation') ~= invitation then return 'invitation_invalid' end
if redis.call('ZCARD', membersKey) >= maxMembers then return 'league_full' end
-- Later than every other member, even if a clock was set back: the order decides who inherits the league.
local last = tonumber(redis.call('ZRANGE', membersKey, -1, -1, 'WITHSCORES')[2] or 0)
redis.call('ZADD', membersKey, string.format('%.0f', math.max(now, last + 1)), player)
return 'joined'
