#pragma once

#include "message/delivery.hpp"

#include <string>
#include <string_view>

namespace motcua::message {

/// Sends one mail or SMS; `body` is the job's JSON.
jobs::Outcome send_mail(const MailSettings& settings, const jobs::Job& job);
jobs::Outcome send_sms(const SmsSettings& settings, const jobs::Job& job);

/// Puts a file into a folder whole or not at all; the same name again replaces it.
void put_file(const std::filesystem::path& folder, const std::string& name, std::string_view bytes);
/// The first line of a secret's file. Throws when it cannot be read.
std::string secret_in(const std::filesystem::path& file);

} // namespace motcua::message
