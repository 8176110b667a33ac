#include "support/client.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "http/urlencoded.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace motcua::test {

namespace {

std::string contents_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    return bytes.str();
}

Answer answer_of(const http::Response& response) {
    Answer answer{.status = response.status, .location = std::string(response.header("location")), .body = response.body};
    if (!response.file.empty()) answer.body = contents_of(response.file);
    if (!response.lasting.empty()) answer.body = response.lasting;
    for (const auto& [name, value] : response.headers) answer.headers.emplace_back(lower_ascii(name), value);
    if (!response.etag.empty()) answer.headers.emplace_back("etag", response.etag);
    return answer;
}

http::Upload stored(const File& file, const std::filesystem::path& spool) {
    http::Upload upload{
        .field = file.field, .file_name = file.name, .media_type = file.media_type, .path = spool / crypto::random_token(12)};
    std::ofstream(upload.path, std::ios::binary) << file.bytes;
    upload.bytes = file.bytes.size();
    upload.sha256 = crypto::sha256_hex(file.bytes);
    return upload;
}

/// A route that takes its body raw gets a form as the bytes it is.
void leave_unread(http::Request& request) {
    if (request.form.empty()) return;
    for (const auto& [name, value] : request.form)
        request.body += (request.body.empty() ? "" : "&") + http::percent_encode(name) + "=" + http::percent_encode(value);
    request.form.clear();
    request.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
}

/// What the server would have refused before any handler.
int refused_by_rule(const http::Request& request, const http::BodyRule& rule) {
    using Form = http::BodyRule::Form;
    std::uint64_t bytes = request.body.size();
    for (const auto& [name, value] : request.form) bytes += name.size() + value.size() + 2;
    for (const auto& upload : request.uploads) {
        if (upload.bytes > rule.file_limit) return 413;
        bytes += upload.bytes;
    }
    if (bytes > 0 && rule.form == Form::none) return 413;
    if (!request.uploads.empty() && rule.form != Form::multipart) return 415;
    return bytes > rule.limit ? 413 : 0;
}

bool is_json(std::string_view media_type) {
    return media_type.starts_with("application/json") || media_type.starts_with("application/problem+json");
}

/// Appends an exchange with the API to the file that MOTCUA_API_RECORD names, one JSON object a line: tests/api/validate.mjs holds them
/// against the description. Bodies that are no JSON are left out.
void record(const http::Request& request, const Answer& answer) {
    const char* file = std::getenv("MOTCUA_API_RECORD");
    if (file == nullptr || !request.path.starts_with("/api/")) return;
    const auto media_type = answer.header("content-type");
    boost::json::object line{{"method", http::name_of(request.method)},
                             {"path", request.path},
                             {"query", boost::json::object()},
                             {"upload", !request.uploads.empty()},
                             {"body", request.body},
                             {"status", answer.status},
                             {"media_type", media_type},
                             {"answer", is_json(media_type) ? answer.body : ""}};
    for (const auto& [name, value] : request.query) line["query"].as_object()[name] = value;
    std::ofstream(file, std::ios::app | std::ios::binary) << boost::json::serialize(line) + "\n";
}

} // namespace

std::string Answer::header(std::string_view name) const {
    for (const auto& [known, value] : headers)
        if (known == name) return value;
    return {};
}

boost::json::value Answer::json() const {
    return boost::json::parse(body);
}

std::string Answer::value_of(std::string_view input) const {
    const auto name = body.find("name=\"" + std::string(input) + "\"");
    if (name == std::string::npos) return {};
    const auto end = body.find('>', name);
    const auto value = body.find("value=\"", name);
    if (value == std::string::npos || value > end) return {};
    return body.substr(value + 7, body.find('"', value + 7) - value - 7);
}

http::Request Client::request_of(http::Method method, std::string_view url) const {
    http::Request request;
    request.method = method;
    request.target = url;
    const auto question = url.find('?');
    const auto path = http::percent_decode(url.substr(0, question));
    if (!path) throw std::invalid_argument("no URL: " + std::string(url));
    request.path = *path;
    if (question != std::string_view::npos) http::parse_urlencoded(url.substr(question + 1), 100, request.query);
    request.headers = headers_;
    request.headers.emplace_back("host", "motcua.test");
    if (!bearer_.empty()) request.headers.emplace_back("authorization", "Bearer " + bearer_);
    request.cookies = cookies_;
    request.host = "motcua.test";
    request.peer = peer_;
    request.secure = secure_;
    return request;
}

Answer Client::send(http::Request& request) {
    request.id = crypto::random_token(12); // as the server does
    const auto rule = gate_->body_rule(request.method, request.path);
    if (rule.form == http::BodyRule::Form::raw) leave_unread(request);
    const int refused = refused_by_rule(request, rule);
    const auto response = refused != 0 ? gate_->refusal(refused, request) : gate_->handle(request);
    keep_cookies(response);
    auto answer = answer_of(response);
    record(request, answer);
    for (const auto& upload : request.uploads) std::filesystem::remove(upload.path);
    if (const auto token = answer.value_of("csrf"); !token.empty()) csrf_ = token;
    return answer;
}

void Client::keep_cookies(const http::Response& response) {
    for (const auto& [name, value] : response.headers) {
        if (lower_ascii(name) != "set-cookie") continue;
        const auto pair = value.substr(0, value.find(';'));
        const auto equals = pair.find('=');
        set_cookie(pair.substr(0, equals), pair.substr(equals + 1));
        // Its forms belong to who was signed in when they were drawn.
        if (pair.find("motcua") != std::string::npos) csrf_.clear();
    }
}

void Client::set_cookie(std::string name, std::string value) {
    std::erase_if(cookies_, [&](const auto& pair) { return pair.first == name; });
    if (!value.empty()) cookies_.emplace_back(std::move(name), std::move(value));
}

std::string Client::cookie(std::string_view name) const {
    for (const auto& [known, value] : cookies_)
        if (known == name) return value;
    return {};
}

void Client::set_header(std::string name, std::string value) {
    std::erase_if(headers_, [&](const auto& pair) { return pair.first == name; });
    headers_.emplace_back(std::move(name), std::move(value));
}

std::string Client::csrf() {
    if (csrf_.empty()) get("/me");
    if (csrf_.empty()) get("/sign-in");
    return csrf_;
}

Answer Client::get(std::string_view url) {
    auto request = request_of(http::Method::get, url);
    return send(request);
}

Answer Client::post(std::string_view url, http::Pairs fields, std::vector<File> files) {
    const auto token = csrf();
    auto request = request_of(http::Method::post, url);
    request.form = std::move(fields);
    request.form.emplace_back("csrf", token);
    for (const auto& file : files) request.uploads.push_back(stored(file, spool_));
    return send(request);
}

Answer Client::post_bare(std::string_view url, http::Pairs fields, http::Pairs headers) {
    auto request = request_of(http::Method::post, url);
    request.headers.insert(request.headers.end(), headers.begin(), headers.end());
    request.form = std::move(fields);
    return send(request);
}

Answer Client::call(http::Method method, std::string_view url, std::string body, http::Pairs headers) {
    auto request = request_of(method, url);
    request.headers.insert(request.headers.end(), headers.begin(), headers.end());
    if (!body.empty()) request.headers.emplace_back("content-type", "application/json");
    request.body = std::move(body);
    return send(request);
}

Answer Client::upload(std::string_view url, File file) {
    auto request = request_of(http::Method::post, url);
    request.uploads.push_back(stored(file, spool_));
    return send(request);
}

} // namespace motcua::test
