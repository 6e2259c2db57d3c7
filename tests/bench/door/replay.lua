-- wrk -s replay.lua ADDRESS -- FILE FIRST PAUSE: sends the message of each line from the FIRST (0) on, in order; PAUSE is
-- the mean time in milliseconds that a connection waits between two, 0 = none.
local requests, at, pause = {}, 0, 0

function init(args)
  at, pause = tonumber(args[2]), tonumber(args[3])
  if pause == 0 then delay = nil end
  for line in io.lines(args[1]) do
    local query, body = line:match("^([^\t]+)\t(.+)$")
    requests[#requests + 1] = wrk.format("POST", wrk.path .. "?" .. query, {["Content-Type"] = "text/xml"}, body)
  end
end

function delay()
  return math.random(0, 2 * pause)
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('RESULT {"requests": %d, "seconds": %.3f, "p99": %.2f, "failed": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(99) / 1000,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
