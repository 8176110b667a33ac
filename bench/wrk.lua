-- What bin/bench tells wrk: plain requests, or submissions with the tokens in a file; at the end the figures as one line of JSON.
local tokens, body = {}, nil

function init(arguments)
    if not arguments[1] then return end
    for token in io.lines(arguments[1]) do tokens[#tokens + 1] = token end
    local file = io.open(arguments[2])
    body = file:read("*a")
    file:close()
end

local count = 0
function request()
    if not body then return wrk.format() end
    count = count + 1
    return wrk.format("POST", nil, {["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. tokens[count % #tokens + 1]}, body)
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format('\n{"requests": %d, "seconds": %f, "p50_ms": %f, "p99_ms": %f, "bytes": %d, "errors": %d}\n', summary.requests,
        summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, summary.bytes,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
