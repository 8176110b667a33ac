#pragma once

#include "http/message.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace motcua::http {

/// One request head, taken apart. `request` has method, target, path, query, headers, cookies and host.
struct Head {
    Request request;
    int minor = 1; ///< of HTTP/1.x
    bool keep_alive = true;
    bool chunked = false;
    std::uint64_t content_length = 0;
    bool expects_continue = false;

    bool has_body() const { return chunked || content_length > 0; }
};

/// How far the head at the front of `buffer` is. Line ends are CR LF and nothing else. Empty lines before the request line are
/// counted to it (at most one is allowed).
struct HeadScan {
    enum class State { more, whole, malformed } state = State::more;
    std::size_t length = 0; ///< of the whole head with its empty line
    std::size_t seen = 0;   ///< where to go on when more bytes have come
};
HeadScan scan_head(std::string_view buffer, std::size_t from = 0);

inline constexpr std::size_t target_limit = 8 * 1024;

/// Takes apart what scan_head found whole. Returns 0, or the status to refuse with (400 414 417 501 505); `head` then holds what was
/// understood so far. Strict: whatever two programs could read in two ways is refused (RFC 9112 and its smuggling lessons).
int parse_head(std::string_view raw, Head& head);

} // namespace motcua::http
