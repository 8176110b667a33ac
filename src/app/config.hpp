#pragma once

#include "account/limits.hpp"
#include "http/server.hpp"
#include "message/delivery.hpp"
#include "pades/key.hpp"

#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::app {

/// Everything a province may set. Defaults serve one machine; docs/operating/configuration.md is made from settings().
struct Config {
    std::filesystem::path data = "./var"; ///< database, papers, secrets, uploads in flight
    std::string database;                 ///< empty: DATA/motcua.db
    std::string public_url;               ///< empty: http://LISTEN
    http::ServerSettings server = {};
    account::Limits limits = {};
    int job_threads = 2;
    int requests_per_minute = 1'200; ///< of one caller, half of them at once; 0: no bound
    message::MailSettings mail = {};
    message::SmsSettings sms = {};
    std::vector<pades::KeySource> signing_keys = {}; ///< empty: results are not signed
    std::string signature_authorities = {};          ///< PEM file; empty: only the province's own signers are believed
    bool demo = false;

    std::string database_address() const;
};

/// One line of motcua.conf, and one `--name value` of the command line.
struct Setting {
    std::string_view name;   ///< `listen`
    std::string_view value;  ///< what stands for the value in help, `ADDRESS:PORT`
    std::string_view vi, en; ///< meaning
    /// Puts a value into the configuration, or says why it is wrong.
    std::expected<void, std::string> (*put)(Config&, std::string_view);
};
std::span<const Setting> settings();

/// Sets one by name: an unknown name or a wrong value is refused with a reason that names both.
std::expected<void, std::string> put(Config& config, std::string_view name, std::string_view value);
/// `name = value` lines, `#` comments. Refused with `file:line: reason`; nothing of a wrong file is used.
std::expected<void, std::string> read_file(Config& config, const std::filesystem::path& file);
std::expected<void, std::string> read_text(Config& config, std::string_view text, std::string_view file_name);
/// What can only be judged when all is known: a certificate without a key, a public URL that is none.
std::expected<void, std::string> check(const Config& config);

} // namespace motcua::app
