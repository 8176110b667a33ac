#pragma once

#include "http/message.hpp"
#include "visit/gate.hpp"

#include <boost/json/value.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::test {

/// What came back.
struct Answer {
    int status = 0;
    std::string location; ///< of a redirect
    std::string body;     ///< of a download as well
    http::Pairs headers;

    bool has(std::string_view text) const { return body.find(text) != std::string::npos; }
    /// Name in lower case; empty when it is not there.
    std::string header(std::string_view name) const;
    /// The body as JSON; throws when it is none.
    boost::json::value json() const;
    /// What stands in an input of this name on the page; empty when there is none.
    std::string value_of(std::string_view input) const;
};

/// A file to send.
struct File {
    std::string field = "file";
    std::string name;
    std::string media_type;
    std::string bytes;
};

/// A browser, or with a bearer token a program, that goes through the real gate and routes, without a socket. It keeps cookies, and it
/// sends forms with the token of the last page it saw, as a browser does; where it saw none it opens one first. Exchanges with the API are
/// recorded in the file that MOTCUA_API_RECORD names.
class Client {
  public:
    Client(visit::Gate& gate, std::filesystem::path spool) : gate_(&gate), spool_(std::move(spool)) {}

    Answer get(std::string_view url);
    Answer post(std::string_view url, http::Pairs fields = {}, std::vector<File> files = {});
    /// A JSON body; empty: none. For /api/….
    Answer call(http::Method method, std::string_view url, std::string body = {}, http::Pairs headers = {});
    Answer upload(std::string_view url, File file);
    /// A form exactly as given, without a token of its own.
    Answer post_bare(std::string_view url, http::Pairs fields, http::Pairs headers = {});

    void set_cookie(std::string name, std::string value);
    std::string cookie(std::string_view name) const;
    void set_bearer(std::string token) { bearer_ = std::move(token); }
    void set_peer(std::string peer) { peer_ = std::move(peer); }
    /// Sent with every request from now on.
    void set_header(std::string name, std::string value);
    /// As if through TLS.
    void set_secure(bool secure) { secure_ = secure; }

  private:
    http::Request request_of(http::Method method, std::string_view url) const;
    Answer send(http::Request& request);
    void keep_cookies(const http::Response& response);
    std::string csrf();

    visit::Gate* gate_;
    std::filesystem::path spool_;
    http::Pairs cookies_;
    http::Pairs headers_;
    std::string bearer_;
    std::string csrf_;
    std::string peer_ = "203.0.113.7";
    bool secure_ = false;
};

} // namespace motcua::test
