#pragma once

#include "base/enumeration.hpp"
#include "jobs/jobs.hpp"

#include <filesystem>
#include <map>
#include <string>

/// How messages leave the house. A province runs without a mail server and without an SMS gateway as well: then the jobs are done with
/// nothing sent, people read their messages in the inbox, and the outbox page says so by way_of().
namespace motcua::message {

/// Where mails go. A server goes before a folder; with neither nothing is sent.
struct MailSettings {
    std::string server;                  ///< `smtp://host:587` (STARTTLS) or `smtps://host:465`
    bool starttls = true;                ///< smtp:// only: refuse to go on without it. Off for a server on the same machine
    std::string user;                    ///< empty: no AUTH
    std::filesystem::path password_file; ///< read at each sending, so that a new password needs no restart
    std::string from;                    ///< `motcua@binhphuoc.example`
    std::string from_name;               ///< beside the address, in Vietnamese if you like
    std::string public_url;              ///< before the link of a message
    std::filesystem::path folder;        ///< mails as files `<job id>.eml`, for a demo or for another program to send
    long connect_ms = 10'000;
    long total_ms = 60'000; ///< of one mail; below the lease of a job
};

/// Where SMS go: an HTTP gateway of any maker. `body` is sent by POST with {to}, {text} and {id} filled in, written as its media type
/// needs it (JSON text or percent-encoded). Success is a status 2xx. The header Idempotency-Key is the job's id.
struct SmsSettings {
    std::string url;
    std::string media_type = "application/json"; ///< or application/x-www-form-urlencoded
    std::string body = R"({"to":"{to}","text":"{text}"})";
    std::filesystem::path token_file; ///< sent as `Authorization: Bearer …`; empty: none
    std::filesystem::path folder;     ///< SMS as files `<job id>.sms.txt`
    long connect_ms = 10'000;
    long total_ms = 30'000;
};

/// What stands in for delivery; a key of locales/ is `message.mail_way.<word>` and `message.sms_way.<word>`.
enum class Way { none, folder, server };
Way way_of(const MailSettings& settings);
Way way_of(const SmsSettings& settings);

/// `message.mail` with {to, subject, text, link?, locale?} and `message.sms` with {to, text}. What may pass tries again later (no
/// connection, SMTP 4xx, HTTP 5xx, 408, 429, a refused password or token); what will not is dead (SMTP 5xx, other HTTP 4xx, an
/// address that is none). A mail that is sent twice has the same Message-ID.
std::map<std::string, jobs::Handler, std::less<>> job_handlers(const MailSettings& mail, const SmsSettings& sms);

} // namespace motcua::message

template <>
struct motcua::Words<motcua::message::Way> {
    static constexpr std::array words{std::string_view("none"), std::string_view("folder"), std::string_view("server")};
};
