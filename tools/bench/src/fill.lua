-- Writes finished plays of players who do not exist, in the format of the ledger and the leaderboards.
--
-- ARGV  1 first player, 2 last player, 3 day of the plays, 4 end of the first play, in milliseconds since the
--       Unix epoch, 5 number of leaderboards n
--       6 to 5 + 3n  ranking key, members key and number of entries of each leaderboard
--       then         six stored rows without their time: five wrong ones and the right one
-- Members sort by descending time, so an earlier play ranks above a later one with as many points.
local MAX_TIME_MS = 9999999999999
local first, last, day, began, boards = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local rows = 5 + 3 * boards
local ranking, members = {}, {}
for b = 1, boards do ranking[b], members[b] = {}, {} end

for number = first, last do
  local player = 'filler-' .. number
  local attempts = number % 6 + 1
  local points = 115 - 15 * attempts
  local at = string.format('%.0f', began + number)
  local play = {}
  for row = 1, attempts - 1 do play[row] = ARGV[rows + row] .. ' ' .. at end
  play[attempts] = ARGV[rows + 6] .. ' ' .. at
  redis.call('RPUSH', '{' .. player .. '}:play:' .. day, unpack(play))
  redis.call('HSET', '{' .. player .. '}:history', day, 'won ' .. attempts .. ' ' .. points .. ' ' .. at)
  redis.call('SET', '{' .. player .. '}:name', 'Joueur ' .. number)
  local member = string.format('%013.0f', MAX_TIME_MS - began - number) .. ':' .. player
  for b = 1, boards do
    if number <= tonumber(ARGV[5 + 3 * b]) then
      local r, m = ranking[b], members[b]
      r[#r + 1] = points
      r[#r + 1] = member
      m[#m + 1] = player
      m[#m + 1] = '1 ' .. member
    end
  end
end
for b = 1, boards do
  if #ranking[b] > 0 then
    redis.call('ZADD', ARGV[3 + 3 * b], unpack(ranking[b]))
    redis.call('HSET', ARGV[4 + 3 * b], unpack(members[b]))
  end
end
return 1
