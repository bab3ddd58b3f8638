-- Replays requests from a file, one "METHOD TARGET" a line, each connection going on where the last
-- request of its thread ended. Arguments: the file, the size of the body of each PUT.

local next_thread = 0

function setup(thread)
  thread:set("number", next_thread)
  next_thread = next_thread + 1
  thread:set("threads_file", os.getenv("REPLAY_THREADS") or "1")
end

function init(args)
  local threads = tonumber(threads_file)
  local body = string.rep("b", tonumber(args[2]))
  requests = {}
  local index = 0
  for line in io.lines(args[1]) do
    if index % threads == number then
      local method, target = line:match("^(%S+) (%S+)$")
      requests[#requests + 1] =
        wrk.format(method, target, nil, method == "PUT" and body or nil)
    end
    index = index + 1
  end
  at = 0
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency, all)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d\n", summary.requests, summary.duration,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(99)))
end
