#include "base/locale.hpp"
#include "message/letter.hpp"
#include "message/outbox.hpp"
#include "message/transfer.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace motcua::message {

namespace {

using jobs::Outcome;

std::string member(const boost::json::object& body, std::string_view name) {
    const auto* value = body.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::string text_of(const MailSettings& settings, const boost::json::object& body) {
    const auto locale = member(body, "locale") == code_of(Locale::en) ? Locale::en : Locale::vi;
    const auto link = member(body, "link");
    auto text = member(body, "text") + "\n\n";
    if (!link.empty() && !settings.public_url.empty())
        text += fmt::format("{}: {}{}\n\n", sentence(locale, "message.mail.open"), settings.public_url, link);
    return text + fmt::format("-- \n{}\n", sentence(locale, "message.mail.footer"));
}

Letter letter_of(const MailSettings& settings, const jobs::Job& job, const boost::json::object& body) {
    return {fmt::format("job-{}", job.id), made_at(job.id),        settings.from, settings.from_name, member(body, "to"),
            member(body, "subject"),       text_of(settings, body)};
}

// A refused password is the house's fault, not the letter's: somebody will set it right.
Outcome outcome_of_mail(const Transfer::Answer& answer) {
    if (answer.code == CURLE_OK) return Outcome::done();
    const auto reason = answer.status > 0 ? fmt::format("SMTP {}: {}", answer.status, answer.reason) : "SMTP: " + answer.reason;
    const bool permanent = answer.status >= 500 && answer.status < 600 && answer.code != CURLE_LOGIN_DENIED;
    return permanent ? Outcome::dead(reason) : Outcome::later(reason);
}

Outcome by_server(const MailSettings& settings, const Letter& letter) {
    const auto bytes = write_down(letter);
    Transfer transfer(settings.server, settings.connect_ms, settings.total_ms);
    const bool wrapped = settings.server.starts_with("smtps://");
    transfer.set(CURLOPT_USE_SSL, static_cast<long>(settings.starttls || wrapped ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    if (!settings.user.empty()) {
        transfer.set(CURLOPT_USERNAME, settings.user);
        transfer.set(CURLOPT_PASSWORD, secret_in(settings.password_file));
    }
    transfer.set(CURLOPT_MAIL_FROM, "<" + settings.from + ">");
    transfer.add_mail_recipient(letter.to);
    transfer.upload(bytes);
    return outcome_of_mail(transfer.run());
}

} // namespace

Outcome send_mail(const MailSettings& settings, const jobs::Job& job) {
    const auto way = way_of(settings);
    if (way == Way::none) return Outcome::done();
    const auto letter = letter_of(settings, job, boost::json::parse(job.body).as_object());
    if (!is_mail_address(letter.to)) return Outcome::dead("the recipient's address is none");
    if (way == Way::server) return by_server(settings, letter);
    put_file(settings.folder, fmt::format("{}.eml", job.id), write_down(letter));
    return Outcome::done();
}

} // namespace motcua::message
