#include "base/text.hpp"
#include "message/message.hpp"
#include "message/outbox.hpp"
#include "message/transfer.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace motcua::message {

namespace {

using jobs::Outcome;

struct Sms {
    std::string id, to, text;
};

bool is_number(std::string_view to) {
    if (to.starts_with('+')) to.remove_prefix(1);
    return to.size() >= 3 && to.size() <= 15 && all_digits(to);
}

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char letter : text) {
        const bool plain = (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
                           letter == '-' || letter == '.' || letter == '_' || letter == '~';
        if (plain)
            encoded += letter;
        else
            encoded += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
    return encoded;
}

// As a piece inside the quotes of the template.
std::string json_encoded(std::string_view text) {
    const auto quoted = boost::json::serialize(boost::json::string(text));
    return quoted.substr(1, quoted.size() - 2);
}

// One pass over the template, so that a {to} within a text stays what it is.
std::string filled(const SmsSettings& settings, const Sms& sms) {
    const bool json = settings.media_type == "application/json";
    const auto encoded = [&](std::string_view value) { return json ? json_encoded(value) : percent_encoded(value); };
    const std::pair<std::string_view, std::string> places[] = {
        {"{to}", encoded(sms.to)}, {"{text}", encoded(sms.text)}, {"{id}", encoded(sms.id)}};
    std::string body;
    for (std::string_view rest = settings.body; !rest.empty();) {
        const auto* place = std::ranges::find_if(places, [&](const auto& one) { return rest.starts_with(one.first); });
        const bool found = place != std::end(places);
        body += found ? std::string_view(place->second) : rest.substr(0, 1);
        rest.remove_prefix(found ? place->first.size() : 1);
    }
    return body;
}

Outcome outcome_of_sms(const Transfer::Answer& answer) {
    if (answer.code != CURLE_OK && answer.status == 0) return Outcome::later("SMS gateway: " + answer.reason);
    if (answer.status >= 200 && answer.status < 300) return Outcome::done();
    const auto reason = fmt::format("SMS gateway: HTTP {}", answer.status);
    // Missing rights, a wrong address of the gateway and overload are the house's or the gateway's to mend.
    constexpr long passing[] = {401, 403, 404, 408, 425, 429};
    const bool permanent = answer.status >= 400 && answer.status < 500 && std::ranges::find(passing, answer.status) == std::end(passing);
    return permanent ? Outcome::dead(reason) : Outcome::later(reason);
}

Outcome by_gateway(const SmsSettings& settings, const Sms& sms) {
    const auto body = filled(settings, sms);
    Transfer transfer(settings.url, settings.connect_ms, settings.total_ms);
    transfer.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    transfer.set(CURLOPT_POSTFIELDS, body);
    transfer.add_header("Content-Type: " + settings.media_type);
    transfer.add_header("Idempotency-Key: " + sms.id);
    if (!settings.token_file.empty()) transfer.add_header("Authorization: Bearer " + secret_in(settings.token_file));
    return outcome_of_sms(transfer.run());
}

} // namespace

Outcome send_sms(const SmsSettings& settings, const jobs::Job& job) {
    const auto way = way_of(settings);
    if (way == Way::none) return Outcome::done();
    const auto body = boost::json::parse(job.body).as_object();
    const Sms sms{fmt::format("{}", job.id), std::string(body.at("to").as_string()), sms_text(body.at("text").as_string())};
    if (!is_number(sms.to)) return Outcome::dead("the recipient's number is none");
    if (way == Way::server) return by_gateway(settings, sms);
    put_file(settings.folder, sms.id + ".sms.txt", sms.to + "\n" + sms.text + "\n");
    return Outcome::done();
}

} // namespace motcua::message
