#pragma once

#include "http/paths.hpp"
#include "http/server.hpp"
#include "visit/paces.hpp"
#include "visit/visit.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace motcua::visit {

struct GateSettings {
    std::string csrf_key; ///< at least 32 bytes
    Paces::Settings paces = {};
    /// Told of broken machinery and bugs: request id and what was thrown. Never holds what people typed.
    std::function<void(std::string_view request_id, std::string_view what)> complain = [](std::string_view, std::string_view) {};
};

/// Everything that stands between the network and a handler, in this order: who and in which language, which route, whether they may,
/// whether the form came from our own page, whether it comes too often; then the handler; then the headers. Thread-safe.
class Gate {
  public:
    /// Throws std::logic_error when two routes are the same.
    Gate(Routes routes, Services& services, GateSettings settings);

    http::Response handle(http::Request& request);
    /// What the body may be; asked before it is read, so it looks at the table only.
    http::BodyRule body_rule(http::Method method, std::string_view path) const;
    /// A page or a problem for what the server itself refuses.
    http::Response refusal(int status, const http::Request& request);
    /// `/dossiers/{code}` instead of the path, for logs; `-` when there is no such route.
    std::string_view pattern_of(http::Method method, std::string_view path) const;

    const Routes& routes() const { return routes_; }
    const Paces& paces() const { return paces_; }

  private:
    struct Asked; // what is known of one request on its way

    Asked ask(http::Request& request);
    http::Response answer(Asked& asked);
    http::Response pass(Asked& asked, Visit& visit, const Route& route);
    std::optional<http::Paths::Found> find(http::Method method, std::string_view path) const;

    Routes routes_;
    Services& services_;
    GateSettings settings_;
    http::Paths paths_;
    Paces paces_;
};

} // namespace motcua::visit
