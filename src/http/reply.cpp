#include "http/reply.hpp"

#include "base/text.hpp"
#include "http/compress.hpp"
#include "http/ranges.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <system_error>

namespace motcua::http {

namespace {

constexpr std::size_t compression_threshold = 1024;

std::string_view reason_of(int status) {
    constexpr std::array<std::pair<int, std::string_view>, 35> reasons{{
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {206, "Partial Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {410, "Gone"},
        {411, "Length Required"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {416, "Range Not Satisfiable"},
        {417, "Expectation Failed"},
        {422, "Unprocessable Content"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
        {505, "HTTP Version Not Supported"},
    }};
    const auto found = std::find_if(reasons.begin(), reasons.end(), [&](const auto& reason) { return reason.first == status; });
    return found == reasons.end() ? "Status" : found->second;
}

bool has_no_body(int status) {
    return status == 204 || status == 304 || status < 200;
}

void add_vary(Response& response) {
    const std::string vary(response.header("Vary"));
    if (lower_ascii(vary).find("accept-encoding") != std::string::npos) return;
    response.set("Vary", vary.empty() ? "Accept-Encoding" : vary + ", Accept-Encoding");
}

std::string weak(const std::string& etag) {
    return etag.empty() || etag.starts_with("W/") ? etag : "W/" + etag;
}

/// The same page in another coding is another entity: its tag becomes weak, which If-None-Match does not mind.
void compress_body(const Request& request, Response& response) {
    const auto bytes = response.lasting.empty() ? std::string_view(response.body) : response.lasting;
    const bool wanted = !response.secret && bytes.size() > compression_threshold && response.header("Content-Encoding").empty() &&
                        is_compressible(response.header("Content-Type"));
    if (!wanted) return;
    add_vary(response);
    const auto coding = choose_coding(request.header("accept-encoding"), false, true);
    if (coding == Coding::identity) return;
    response.body = gzip(bytes);
    response.lasting = {};
    response.etag = weak(response.etag);
    response.set("Content-Encoding", std::string(name_of(coding)));
}

bool is_unchanged(const Request& request, const Response& response) {
    const bool reads = request.method == Method::get || request.method == Method::head;
    return reads && response.status == 200 && matches_etag(request.header("if-none-match"), response.etag);
}

void become_unchanged(Response& response) {
    if (!response.secret && is_compressible(response.header("Content-Type"))) add_vary(response);
    response.status = 304;
    response.body.clear();
    response.lasting = {};
    response.file.clear();
    std::erase_if(response.headers, [](const auto& header) { return lower_ascii(header.first).starts_with("content-"); });
}

/// If-Range: the rest of a file only when it is still the same file, letter by letter.
bool range_applies(const Request& request, const Response& response) {
    if (request.method != Method::get || response.status != 200 || request.header("range").empty()) return false;
    const auto condition = request.header("if-range");
    return condition.empty() || (condition == response.etag && !response.etag.starts_with("W/"));
}

void open_file(const Request& request, Reply& reply) {
    auto& response = reply.response;
    reply.file = OpenFile(response.file);
    const auto size = reply.file.size();
    reply.length = size;
    response.set("Accept-Ranges", "bytes");
    if (!range_applies(request, response)) return;
    const auto range = parse_range(request.header("range"), size);
    if (range.kind == RangeAnswer::Kind::whole) return;
    reply.first = range.first;
    reply.length = range.length;
    const bool part = range.kind == RangeAnswer::Kind::part;
    response.status = part ? 206 : 416;
    response.set("Content-Range",
                 part ? fmt::format("bytes {}-{}/{}", range.first, range.first + range.length - 1, size) : fmt::format("bytes */{}", size));
}

/// A line end in a value would let its author write headers of his own.
void append_header(std::string& head, std::string_view name, std::string_view value) {
    head += name;
    head += ": ";
    for (const char letter : value) head += static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f ? ' ' : letter;
    head += "\r\n";
}

void write_head(Reply& reply) {
    const auto& response = reply.response;
    auto& head = reply.head;
    head.reserve(512);
    head += fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
    for (const auto& [name, value] : response.headers) append_header(head, name, value);
    if (!response.etag.empty() && response.header("ETag").empty()) append_header(head, "ETag", response.etag);
    if (!has_no_body(response.status)) append_header(head, "Content-Length", fmt::to_string(reply.length));
}

} // namespace

OpenFile::OpenFile(const std::filesystem::path& path) : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (file_ < 0) throw std::system_error(errno, std::generic_category(), path.string());
}

OpenFile::~OpenFile() {
    if (file_ >= 0) ::close(file_);
}

std::uint64_t OpenFile::size() const {
    struct stat status {};
    if (::fstat(file_, &status) != 0) throw std::system_error(errno, std::generic_category(), "fstat");
    return static_cast<std::uint64_t>(status.st_size);
}

void OpenFile::read(std::uint64_t offset, std::size_t limit, std::string& into) const {
    into.resize(limit);
    const auto bytes = ::pread(file_, into.data(), limit, static_cast<off_t>(offset));
    if (bytes < 0) throw std::system_error(errno, std::generic_category(), "pread");
    into.resize(static_cast<std::size_t>(bytes));
}

Reply prepare(const Request& request, Response response) {
    Reply reply;
    if (is_unchanged(request, response))
        become_unchanged(response);
    else if (response.file.empty() && !has_no_body(response.status))
        compress_body(request, response);
    reply.response = std::move(response);
    reply.without_body = request.method == Method::head || has_no_body(reply.response.status);
    if (!reply.response.file.empty())
        open_file(request, reply);
    else
        reply.length = reply.response.lasting.empty() ? reply.response.body.size() : reply.response.lasting.size();
    write_head(reply);
    return reply;
}

std::string_view date_line() {
    thread_local std::time_t second = 0;
    thread_local char line[64];
    thread_local std::size_t length = 0;
    const auto now = std::time(nullptr);
    if (now != second) {
        second = now;
        std::tm parts{};
        gmtime_r(&now, &parts);
        length = std::strftime(line, sizeof line, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &parts);
    }
    return {line, length};
}

} // namespace motcua::http
