#include "app/config.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <sstream>

namespace motcua::app {

namespace {

using Answer = std::expected<void, std::string>;

Answer wrong(std::string reason) {
    return std::unexpected(std::move(reason));
}

template <class Number>
Answer put_number(Number& into, std::string_view text, Number least, Number most, Number scale = 1) {
    Number value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < least || value > most)
        return wrong(fmt::format("want a whole number from {} to {}", least, most));
    into = value * scale;
    return {};
}

Answer put_text(std::string& into, std::string_view text) {
    if (text.empty()) return wrong("the value is empty");
    into = text;
    return {};
}

Answer put_path(std::filesystem::path& into, std::string_view text) {
    if (text.empty()) return wrong("the value is empty");
    into = text;
    return {};
}

Answer put_flag(bool& into, std::string_view text) {
    if (text != "yes" && text != "no") return wrong("want yes or no");
    into = text == "yes";
    return {};
}

Answer put_minutes(std::int64_t& into, std::string_view text, std::int64_t most) {
    return put_number<std::int64_t>(into, text, 1, most, 60'000);
}

Answer put_address(std::string& into, std::string_view text) {
    const auto colon = text.rfind(':');
    int port = 0;
    if (colon == std::string_view::npos || colon == 0 || !put_number(port, text.substr(colon + 1), 0, 65535))
        return wrong("want ADDRESS:PORT, such as 127.0.0.1:8080");
    into = text;
    return {};
}

Answer put_url(std::string& into, std::string_view text, std::initializer_list<std::string_view> schemes) {
    for (const auto scheme : schemes)
        if (text.starts_with(scheme) && text.size() > scheme.size() && text.find(' ') == std::string_view::npos) {
            into = text.ends_with('/') ? text.substr(0, text.size() - 1) : text;
            return {};
        }
    std::string all;
    for (const auto scheme : schemes) all += (all.empty() ? "" : " or ") + std::string(scheme) + "…";
    return wrong("want " + all);
}

Answer put_proxies(std::vector<std::string>& into, std::string_view text) {
    for (const auto part : split(text, ',')) {
        if (trim(part).empty()) return wrong("want addresses or networks between commas, such as 127.0.0.1, 10.0.0.0/8");
        into.emplace_back(trim(part));
    }
    return {};
}

Answer put_signing_key(std::vector<pades::KeySource>& into, std::string_view text) {
    auto source = pades::parse_key_source(text);
    if (!source) return wrong("want OWNER KEY PASSWORD-FILE, such as H10.41 /etc/motcua/h10-41.p12 /etc/motcua/h10-41.password");
    for (const auto& known : into)
        if (known.owner == source->owner) return wrong("there is a key of this owner already");
    into.push_back(*std::move(source));
    return {};
}

constexpr Setting all_settings[] = {
    {"data", "DIR", "thư mục chứa dữ liệu, tệp và khóa", "folder of the database, papers and secrets",
     [](Config& c, std::string_view v) { return put_path(c.data, v); }},
    {"database", "ADDRESS", "tệp SQLite hoặc postgresql://…", "an SQLite file or postgresql://…",
     [](Config& c, std::string_view v) { return put_text(c.database, v); }},
    {"listen", "ADDRESS:PORT", "địa chỉ và cổng phục vụ", "address and port to serve at",
     [](Config& c, std::string_view v) { return put_address(c.server.listen, v); }},
    {"public-url", "URL", "địa chỉ mà người dân mở", "the address people open",
     [](Config& c, std::string_view v) {
         return put_url(c.public_url, v, {"https://", "http://"});
     }},
    {"tls-certificate", "FILE", "chứng thư TLS (PEM)", "TLS certificate (PEM)",
     [](Config& c, std::string_view v) { return put_text(c.server.certificate_file, v); }},
    {"tls-key", "FILE", "khóa TLS (PEM)", "TLS key (PEM)", [](Config& c, std::string_view v) { return put_text(c.server.key_file, v); }},
    {"trusted-proxy", "ADDRESSES", "máy chủ trung gian được tin", "proxies whose X-Forwarded headers are believed",
     [](Config& c, std::string_view v) { return put_proxies(c.server.trusted_proxies, v); }},
    {"workers", "N", "số luồng xử lý", "threads that answer requests",
     [](Config& c, std::string_view v) { return put_number(c.server.workers, v, 1, 1024); }},
    {"event-threads", "N", "số luồng mạng", "threads that move bytes",
     [](Config& c, std::string_view v) { return put_number(c.server.event_threads, v, 1, 64); }},
    {"queue", "N", "số yêu cầu được chờ", "requests that may wait for a worker",
     [](Config& c, std::string_view v) { return put_number(c.server.queue, v, 1, 100'000); }},
    {"connections", "N", "số kết nối cùng lúc", "connections open at once",
     [](Config& c, std::string_view v) { return put_number(c.server.connections, v, 1, 1'000'000); }},
    {"job-threads", "N", "số luồng việc nền", "threads for work in the background",
     [](Config& c, std::string_view v) { return put_number(c.job_threads, v, 1, 64); }},
    {"requests-per-minute", "N", "số yêu cầu mỗi phút của một người, 0: không giới hạn", "requests of one caller in a minute, 0: no bound",
     [](Config& c, std::string_view v) { return put_number(c.requests_per_minute, v, 0, 1'000'000); }},
    {"staff-idle-minutes", "N", "cán bộ không thao tác: đăng xuất sau", "staff sessions end after this long without a request",
     [](Config& c, std::string_view v) { return put_minutes(c.limits.staff_idle_ms, v, 240); }},
    {"citizen-idle-minutes", "N", "người dân không thao tác: đăng xuất sau", "citizens' sessions likewise",
     [](Config& c, std::string_view v) { return put_minutes(c.limits.citizen_idle_ms, v, 240); }},
    {"session-hours", "N", "mỗi phiên dài nhất", "every session ends after this long",
     [](Config& c, std::string_view v) { return put_number<std::int64_t>(c.limits.session_ms, v, 1, 24, 3'600'000); }},
    {"sign-in-tries", "N", "số lần sai mật khẩu trong 15 phút", "wrong passwords in fifteen minutes",
     [](Config& c, std::string_view v) { return put_number(c.limits.tries, v, 3, 100); }},
    {"smtp-url", "URL", "máy chủ gửi thư", "mail server",
     [](Config& c, std::string_view v) { return put_url(c.mail.server, v, {"smtp://", "smtps://"}); }},
    {"smtp-starttls", "yes|no", "bắt buộc STARTTLS với smtp://", "go on over smtp:// only with STARTTLS",
     [](Config& c, std::string_view v) { return put_flag(c.mail.starttls, v); }},
    {"smtp-user", "NAME", "tài khoản gửi thư", "user at the mail server",
     [](Config& c, std::string_view v) { return put_text(c.mail.user, v); }},
    {"smtp-password-file", "FILE", "tệp chứa mật khẩu gửi thư", "file with the password at the mail server",
     [](Config& c, std::string_view v) { return put_path(c.mail.password_file, v); }},
    {"smtp-from", "ADDRESS", "địa chỉ người gửi thư", "sender of mails",
     [](Config& c, std::string_view v) { return put_text(c.mail.from, v); }},
    {"smtp-from-name", "NAME", "tên người gửi thư", "name of the sender",
     [](Config& c, std::string_view v) { return put_text(c.mail.from_name, v); }},
    {"mail-folder", "DIR", "ghi thư thành tệp thay vì gửi", "write mails as files instead of sending them",
     [](Config& c, std::string_view v) { return put_path(c.mail.folder, v); }},
    {"sms-url", "URL", "cổng gửi tin nhắn", "SMS gateway",
     [](Config& c, std::string_view v) { return put_url(c.sms.url, v, {"https://", "http://"}); }},
    {"sms-body", "TEXT", "nội dung gửi cổng tin nhắn, có {to} và {text}", "what the gateway takes, with {to} and {text}",
     [](Config& c, std::string_view v) { return put_text(c.sms.body, v); }},
    {"sms-media-type", "TYPE", "loại nội dung của cổng tin nhắn", "media type of that body",
     [](Config& c, std::string_view v) { return put_text(c.sms.media_type, v); }},
    {"sms-token-file", "FILE", "tệp chứa khóa của cổng tin nhắn", "file with the gateway's token",
     [](Config& c, std::string_view v) { return put_path(c.sms.token_file, v); }},
    {"signing-key", "OWNER KEY PASSWORD-FILE", "khoá ký số của đơn vị (mã định danh, * cho cả tỉnh) hay của một người (@tên đăng nhập)",
     "signing key of a unit (its identifier, * for the province) or of a person (@login); may stand several times",
     [](Config& c, std::string_view v) { return put_signing_key(c.signing_keys, v); }},
    {"signature-authorities", "FILE", "chứng thư của các cơ quan chứng thực được tin (PEM)", "authorities whose signers are believed (PEM)",
     [](Config& c, std::string_view v) { return put_text(c.signature_authorities, v); }},
    {"sms-folder", "DIR", "ghi tin nhắn thành tệp thay vì gửi", "write SMS as files instead of sending them",
     [](Config& c, std::string_view v) { return put_path(c.sms.folder, v); }}};

} // namespace

std::string Config::database_address() const {
    return database.empty() ? (data / "motcua.db").string() : database;
}

std::span<const Setting> settings() {
    return all_settings;
}

Answer put(Config& config, std::string_view name, std::string_view value) {
    for (const auto& setting : all_settings) {
        if (setting.name != name) continue;
        const auto done = setting.put(config, value);
        return done ? done : wrong(fmt::format("{} = {}: {}", name, value, done.error()));
    }
    return wrong(fmt::format("there is no setting {}", name));
}

Answer read_text(Config& config, std::string_view text, std::string_view file_name) {
    Config read = config;
    int number = 0;
    for (const auto line : split(text, '\n')) {
        ++number;
        const auto content = trim(line.substr(0, line.find('#')));
        if (content.empty()) continue;
        const auto equals = content.find('=');
        const auto refused = [&](std::string_view reason) { return wrong(fmt::format("{}:{}: {}", file_name, number, reason)); };
        if (equals == std::string_view::npos) return refused("want name = value");
        if (const auto done = put(read, trim(content.substr(0, equals)), trim(content.substr(equals + 1))); !done)
            return refused(done.error());
    }
    config = std::move(read);
    return {};
}

Answer read_file(Config& config, const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return wrong(fmt::format("{}: cannot be read", file.string()));
    std::ostringstream text;
    text << stream.rdbuf();
    return read_text(config, text.str(), file.string());
}

Answer check(const Config& config) {
    const auto& server = config.server;
    if (server.certificate_file.empty() != server.key_file.empty()) return wrong("tls-certificate and tls-key go together");
    if (!config.mail.server.empty() && config.mail.from.empty()) return wrong("smtp-url needs smtp-from");
    return {};
}

} // namespace motcua::app
