#pragma once

#include "base/crypto.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace motcua::http {

enum class Method { get, head, post, put, patch, delete_, options };

/// `GET`, and back. Nothing for a method this server does not know (CONNECT, TRACE, get).
std::string_view name_of(Method method);
std::optional<Method> method_of(std::string_view name);

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A file of a multipart body. It was streamed to `path` (a random name in the spool folder) and is deleted when the request ends
/// unless somebody moves it away.
struct Upload {
    std::string field;
    std::string file_name;  ///< as the browser said; the last path part only, NFC, at most 200 letters
    std::string media_type; ///< as the browser said: not to be believed
    std::filesystem::path path;
    std::uint64_t bytes = 0;
    std::string sha256; ///< hex
};

/// One request, parsed and bounded. Names of headers are lower case. Query and form values are percent-decoded UTF-8
/// (a request with broken UTF-8, a NUL byte or a duplicated single header was answered 400 before a handler saw it).
struct Request {
    Method method = Method::get;
    std::string path;   ///< decoded, without the query
    std::string target; ///< as it came
    Pairs query;
    Pairs headers;
    Pairs cookies;
    Pairs form;                  ///< urlencoded and multipart text fields, in order
    std::vector<Upload> uploads; ///< multipart files, in order
    std::string body;            ///< other bodies (JSON), whole, within the route's limit
    std::string peer;            ///< the caller's address, behind trusted proxies the forwarded one
    std::string host;
    bool secure = false; ///< TLS here or at a trusted proxy
    std::string id;      ///< request id, for the log and the error page

    /// The first value, or an empty view.
    std::string_view header(std::string_view name) const;
    std::string_view cookie(std::string_view name) const;
    std::string_view query_value(std::string_view name) const;
    std::string_view form_value(std::string_view name) const;
    std::vector<std::string_view> form_values(std::string_view name) const;
    bool has_form(std::string_view name) const;
};

/// One answer. The server adds Date, Content-Length, compression (for text above 1 KB when the caller accepts it and the body is not
/// marked `secret`), answers If-None-Match by `etag`, and serves ranges of `file`.
struct Response {
    int status = 200;
    Pairs headers;
    std::string body;
    std::string_view lasting;   ///< when set, these bytes are the body; they live as long as the program (static files)
    std::filesystem::path file; ///< when set, this file is the body
    std::string etag;           ///< with quotes; empty: none
    bool secret = false;        ///< holds a token next to reflected input: never compress

    static Response text(int status, std::string media_type, std::string body);
    static Response redirect(std::string location, int status = 303);
    Response& set(std::string name, std::string value); ///< replaces
    Response& add(std::string name, std::string value); ///< appends, e.g. Set-Cookie
    std::string_view header(std::string_view name) const;
};

/// What a body may be, asked before it is read.
struct BodyRule {
    enum class Form { none, urlencoded, multipart, raw } form = Form::none; ///< multipart routes also take urlencoded
    std::uint64_t limit = 0;                                                ///< bytes of the whole body
    std::uint64_t file_limit = 0;                                           ///< bytes of each file
    std::size_t fields = 500;                                               ///< how many fields and files
};

} // namespace motcua::http
