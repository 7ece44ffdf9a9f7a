-- Writes the totals of players to a leaderboard. Totals are absolute, so writing one twice changes nothing; and an older
-- total never replaces a newer one. The newer one has more plays, and the same number means the same plays, because a
-- finished play never changes.
--
-- Equal points rank by the earlier finish. Redis orders equal scores by member, so a member begins with the time that is
-- left until a far instant: the earlier the finish, the greater the member.
--
-- KEYS
--   1  ranking (sorted set: member -> points); a member is the time left, 13 digits, ':' and the player
--   2  members (hash: player -> number of plays, ' ' and the member)
-- ARGV  for each player, no player twice
--   1  player
--   2  number of finished plays
--   3  points
--   4  when the points were reached, in milliseconds since the Unix epoch
-- Returns nothing
local rankingKey, membersKey = KEYS[1], KEYS[2]
local totals = ARGV
-- The same number is in leaderboards.ts.
local FAR_FUTURE = 9999999999999

local players = {}
for i = 1, #totals, 4 do players[#players + 1] = totals[i] end
local stored = redis.call('HMGET', membersKey, unpack(players))

local replaced, rankingWrites, membersWrites = {}, {}, {}
for n, player in ipairs(players) do
  local plays, points, finishedAt = totals[4 * n - 2], totals[4 * n - 1], totals[4 * n]
  local isNewer = true
  if stored[n] then
    local storedPlays, storedMember = string.match(stored[n], '^(%d+) (.+)$')
    isNewer = tonumber(storedPlays) < tonumber(plays)
    if isNewer then replaced[#replaced + 1] = storedMember end
  end
  if isNewer then
    local member = string.format('%013.0f', FAR_FUTURE - tonumber(finishedAt)) .. ':' .. player
    rankingWrites[#rankingWrites + 1] = points
    rankingWrites[#rankingWrites + 1] = member
    membersWrites[#membersWrites + 1] = player
    membersWrites[#membersWrites + 1] = plays .. ' ' .. member
  end
end
if #replaced > 0 then redis.call('ZREM', rankingKey, unpack(replaced)) end
if #membersWrites > 0 then
  redis.call('ZADD', rankingKey, unpack(rankingWrites))
  redis.call('HSET', membersKey, unpack(membersWrites))
end
