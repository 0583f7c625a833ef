-- Asks for the lines of a file in turn: "HOST PATH" each. Requests are built before the clock starts.

local requests = {}
local at = 0

function init(args)
  local hosts_port = args[2]
  for line in io.lines(args[1]) do
    local host, path = line:match("^(%S+) (%S+)$")
    requests[#requests + 1] = wrk.format("GET", path, {
      ["Host"] = host .. ":" .. hosts_port,
      ["Accept-Encoding"] = "gzip",
    })
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end
