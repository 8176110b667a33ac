#include "http/head.hpp"

#include "base/text.hpp"
#include "http/urlencoded.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace motcua::http {

namespace {

constexpr std::size_t header_count_limit = 100;
constexpr std::size_t query_count_limit = 200;

/// Headers that mean one thing: two of them could be read in two ways.
constexpr std::array<std::string_view, 17> single_headers{
    "host",         "content-length",  "content-type",      "content-encoding", "transfer-encoding", "authorization", "expect",
    "range",        "if-range",        "if-modified-since", "origin",           "referer",           "user-agent",    "cookie",
    "x-csrf-token", "idempotency-key", "sec-fetch-site"};

bool is_token_letter(char letter) {
    if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')) return true;
    return std::string_view("!#$%&'*+-.^_`|~").find(letter) != std::string_view::npos;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_letter);
}

bool is_control(char letter) {
    return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f;
}

std::string_view trim_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::string_view take_line(std::string_view& raw) {
    const auto end = raw.find("\r\n");
    const auto line = raw.substr(0, end);
    raw.remove_prefix(end + 2);
    return line;
}

bool has_dot_part(std::string_view path) {
    const auto parts = split(path, '/');
    return std::any_of(parts.begin(), parts.end(), [](std::string_view part) { return part == "." || part == ".."; });
}

bool parse_path(std::string_view path, Request& request) {
    auto decoded = percent_decode(path);
    if (!decoded) return false;
    // An escaped slash would change which route the path means once it is decoded.
    const auto slashes = [](std::string_view text) { return std::count(text.begin(), text.end(), '/'); };
    if (slashes(*decoded) != slashes(path) || decoded->find('\\') != std::string::npos) return false;
    if (std::any_of(decoded->begin(), decoded->end(), is_control) || has_dot_part(*decoded)) return false;
    request.path = std::move(*decoded);
    return true;
}

/// `http://host/path` is what a client says to a proxy; a server must understand it. Leaves the path and gives the authority.
std::string_view take_authority(std::string_view& target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!target.starts_with(scheme)) continue;
        auto rest = target.substr(scheme.size());
        const auto end = std::min(rest.find_first_of("/?"), rest.size());
        const auto authority = rest.substr(0, end);
        rest.remove_prefix(end);
        target = rest.empty() ? std::string_view("/") : rest;
        return authority;
    }
    return {};
}

int parse_target(std::string_view target, Head& head, std::string& authority) {
    if (target.size() > target_limit) return 414;
    head.request.target = target;
    const auto is_visible = [](char letter) { return letter > 0x20 && letter < 0x7f && letter != '#'; };
    if (!std::all_of(target.begin(), target.end(), is_visible)) return 400;
    if (target == "*" && head.request.method == Method::options) {
        head.request.path = "*";
        return 0;
    }
    authority = take_authority(target);
    const auto question = std::min(target.find('?'), target.size());
    if (!target.starts_with('/') || !parse_path(target.substr(0, question), head.request)) return 400;
    if (question == target.size()) return 0;
    return parse_urlencoded(target.substr(question + 1), query_count_limit, head.request.query) == FormFault::none ? 0 : 400;
}

int parse_version(std::string_view version, Head& head) {
    if (version == "HTTP/1.1" || version == "HTTP/1.0") {
        head.minor = version.back() - '0';
        head.keep_alive = head.minor == 1;
        return 0;
    }
    const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    const bool other =
        version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) && version[6] == '.' && is_digit(version[7]);
    return other ? 505 : 400;
}

int parse_request_line(std::string_view line, Head& head, std::string& authority) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last || !is_token(line.substr(0, first))) return 400;
    const auto version = parse_version(line.substr(last + 1), head);
    if (version != 0) return version;
    const auto method = method_of(line.substr(0, first));
    if (!method) return 501;
    head.request.method = *method;
    return parse_target(line.substr(first + 1, last - first - 1), head, authority);
}

bool parse_header_line(std::string_view line, Pairs& headers) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return false; // a fold or a space before the colon, too
    const auto value = trim_blanks(line.substr(colon + 1));
    const auto forbidden = [](char letter) { return is_control(letter) && letter != '\t'; };
    if (std::any_of(value.begin(), value.end(), forbidden) || !is_utf8(value)) return false;
    headers.emplace_back(lower_ascii(line.substr(0, colon)), value);
    return headers.size() <= header_count_limit;
}

bool singles_are_single(const Pairs& headers) {
    return std::none_of(single_headers.begin(), single_headers.end(), [&](std::string_view name) {
        return std::count_if(headers.begin(), headers.end(), [&](const auto& pair) { return pair.first == name; }) > 1;
    });
}

bool has_header(const Request& request, std::string_view name) {
    return std::any_of(request.headers.begin(), request.headers.end(), [&](const auto& pair) { return pair.first == name; });
}

bool is_host(std::string_view host) {
    const auto allowed = [](char letter) { return is_token_letter(letter) || letter == ':' || letter == '[' || letter == ']'; };
    return std::all_of(host.begin(), host.end(), allowed) && host.size() <= 255;
}

int parse_host(Head& head, std::string_view authority) {
    auto& request = head.request;
    if (!has_header(request, "host")) return head.minor == 1 ? 400 : 0;
    request.host = request.header("host");
    if (!is_host(request.host) || (request.host.empty() && head.minor == 1)) return 400;
    return authority.empty() || authority == request.host ? 0 : 400;
}

bool parse_length(std::string_view text, std::uint64_t& length) {
    if (!all_digits(text) || text.size() > 18) return false;
    length = 0;
    for (const char digit : text) length = length * 10 + static_cast<std::uint64_t>(digit - '0');
    return true;
}

int parse_framing(Head& head) {
    const auto& request = head.request;
    const bool has_length = has_header(request, "content-length");
    const bool has_encoding = has_header(request, "transfer-encoding");
    if (has_encoding && (has_length || head.minor == 0)) return 400;
    if (has_length && !parse_length(request.header("content-length"), head.content_length)) return 400;
    if (!has_encoding) return 0;
    head.chunked = lower_ascii(request.header("transfer-encoding")) == "chunked";
    return head.chunked ? 0 : 501;
}

bool names_option(const Request& request, std::string_view option) {
    for (const auto& [name, value] : request.headers) {
        if (name != "connection") continue;
        for (const auto part : split(value, ','))
            if (lower_ascii(trim_blanks(part)) == option) return true;
    }
    return false;
}

int parse_connection(Head& head) {
    if (names_option(head.request, "close"))
        head.keep_alive = false;
    else if (head.minor == 0)
        head.keep_alive = names_option(head.request, "keep-alive");
    if (!has_header(head.request, "expect")) return 0;
    if (lower_ascii(head.request.header("expect")) != "100-continue") return 417;
    head.expects_continue = head.minor == 1;
    return 0;
}

void parse_cookies(Request& request) {
    for (const auto part : split(request.header("cookie"), ';')) {
        const auto pair = trim_blanks(part);
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || equals == 0) continue;
        request.cookies.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
    }
}

} // namespace

HeadScan scan_head(std::string_view buffer, std::size_t from) {
    HeadScan scan;
    const std::size_t start = buffer.starts_with("\r\n") ? 2 : 0;
    auto at = from;
    while (true) {
        const auto end = buffer.find('\n', at);
        if (end == std::string_view::npos) break;
        const bool bare = end == 0 || buffer[end - 1] != '\r';
        if (bare || (end == start + 1 && start == 2)) return {HeadScan::State::malformed, 0, end};
        at = end + 1;
        if (end < start + 3 || buffer[end - 2] != '\n') continue;
        return {HeadScan::State::whole, at, at};
    }
    scan.seen = at;
    return scan;
}

int parse_head(std::string_view raw, Head& head) {
    if (raw.starts_with("\r\n")) raw.remove_prefix(2);
    std::string authority;
    const auto line = parse_request_line(take_line(raw), head, authority);
    if (line != 0) return line;
    while (true) {
        const auto header = take_line(raw);
        if (header.empty()) break;
        if (!parse_header_line(header, head.request.headers)) return 400;
    }
    if (!singles_are_single(head.request.headers)) return 400;
    parse_cookies(head.request);
    for (const auto& step : {parse_host(head, authority), parse_framing(head), parse_connection(head)})
        if (step != 0) return step;
    return 0;
}

} // namespace motcua::http
