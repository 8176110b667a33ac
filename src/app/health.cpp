#include "app/app.hpp"
#include "app/log.hpp"
#include "app/routes.hpp"

#include <fmt/format.h>

namespace motcua::app {

namespace {

http::Response plain(int status, std::string text) {
    return http::Response::text(status, "text/plain; charset=utf-8", std::move(text));
}

http::Response ready(App& app) {
    const bool alive = app.database().alive();
    return plain(alive ? 200 : 503, alive ? "ready\n" : "database away\n");
}

void add(std::string& text, std::string_view name, std::string_view kind, std::string_view help, auto value) {
    text += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n{0} {3}\n", name, kind, help, value);
}

void add_answers(std::string& text) {
    text += "# HELP motcua_answers_total Answers by hundreds of their status.\n# TYPE motcua_answers_total counter\n";
    for (std::size_t hundreds = 1; hundreds < answers().size(); ++hundreds)
        text += fmt::format("motcua_answers_total{{status=\"{}xx\"}} {}\n", hundreds, answers()[hundreds].load());
}

void add_server(std::string& text, const http::ServerCounts& counts) {
    add(text, "motcua_connections_total", "counter", "Connections accepted.", counts.accepted.load());
    add(text, "motcua_connections_open", "gauge", "Connections open now.", counts.open.load());
    add(text, "motcua_requests_total", "counter", "Requests read.", counts.requests.load());
    add(text, "motcua_requests_waiting", "gauge", "Requests waiting for a worker.", counts.waiting.load());
    add(text, "motcua_refused_busy_total", "counter", "Requests refused because all workers were busy.", counts.refused_busy.load());
    add(text, "motcua_refused_bad_total", "counter", "Requests that could not be read.", counts.refused_bad.load());
    add(text, "motcua_bytes_in_total", "counter", "Bytes received.", counts.bytes_in.load());
    add(text, "motcua_bytes_out_total", "counter", "Bytes sent.", counts.bytes_out.load());
}

std::string metrics(App& app) {
    std::string text;
    const bool alive = app.database().alive();
    add(text, "motcua_database_up", "gauge", "Whether the database answers.", alive ? 1 : 0);
    add_answers(text);
    if (const auto* counts = app.server_counts()) add_server(text, *counts);
    add(text, "motcua_callers_remembered", "gauge", "Callers whose pace is watched.", app.gate().paces().remembered());
    if (!alive) return text;
    const auto jobs = app.database().read([](db::Tx& tx) { return jobs::counts(tx); });
    add(text, "motcua_jobs_waiting", "gauge", "Jobs waiting.", jobs.waiting);
    add(text, "motcua_jobs_dead", "gauge", "Jobs given up.", jobs.dead);
    return text;
}

} // namespace

visit::Routes own_routes(App& app) {
    using visit::Access;
    return {{.method = http::Method::get,
             .pattern = "/health/live",
             .access = Access::anyone(),
             .handler = [](visit::Visit&) { return plain(200, "live\n"); }},
            {.method = http::Method::get,
             .pattern = "/health/ready",
             .access = Access::anyone(),
             .handler = [&app](visit::Visit&) { return ready(app); }},
            {.method = http::Method::get, .pattern = "/metrics", .access = Access::anyone(), .handler = [&app](visit::Visit&) {
                 return http::Response::text(200, "text/plain; version=0.0.4; charset=utf-8", metrics(app));
             }}};
}

} // namespace motcua::app
