#include "app/log.hpp"

#include "base/clock.hpp"
#include "base/time.hpp"
#include "http/message.hpp"

#include <boost/json.hpp>

#include <unistd.h>

namespace motcua::app {

namespace {

std::array<std::atomic<std::uint64_t>, 6> counts{};

/// One write for one line, so that lines of several threads do not mix. A log that cannot be written must not stop the service.
void write_line(const boost::json::object& line) {
    const auto text = boost::json::serialize(line) + "\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

boost::json::object begin(std::string_view event) {
    return {{"at", iso(Clock().now())}, {"event", event}};
}

} // namespace

void log_access(std::string_view pattern, const http::Request& request, int status, std::int64_t took_us, std::uint64_t bytes) {
    auto line = begin("answer");
    line["method"] = http::name_of(request.method);
    line["route"] = pattern;
    line["status"] = status;
    line["us"] = took_us;
    line["bytes"] = bytes;
    line["peer"] = request.peer;
    line["request"] = request.id;
    write_line(line);
}

void complain(std::string_view request_id, std::string_view what) {
    auto line = begin("broken");
    line["request"] = request_id;
    line["what"] = what;
    write_line(line);
}

void log_event(std::string_view event, std::string_view detail) {
    auto line = begin(event);
    if (!detail.empty()) line["detail"] = detail;
    write_line(line);
}

void count_answer(int status) {
    const auto hundreds = static_cast<std::size_t>(status / 100);
    if (hundreds < counts.size()) counts[hundreds].fetch_add(1, std::memory_order_relaxed);
}

const std::array<std::atomic<std::uint64_t>, 6>& answers() {
    return counts;
}

} // namespace motcua::app
