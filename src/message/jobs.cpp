#include "message/outbox.hpp"

#include "base/text.hpp"

#include <fstream>
#include <stdexcept>

namespace motcua::message {

namespace {

Way way(const std::string& server, const std::filesystem::path& folder) {
    if (!server.empty()) return Way::server;
    return folder.empty() ? Way::none : Way::folder;
}

} // namespace

Way way_of(const MailSettings& settings) {
    return way(settings.server, settings.folder);
}

Way way_of(const SmsSettings& settings) {
    return way(settings.url, settings.folder);
}

void put_file(const std::filesystem::path& folder, const std::string& name, std::string_view bytes) {
    std::filesystem::create_directories(folder);
    const auto draft = folder / ("." + name);
    {
        std::ofstream file(draft, std::ios::binary | std::ios::trunc);
        file << bytes;
        if (!file.flush()) throw std::runtime_error("the outbox folder cannot be written");
    }
    std::filesystem::rename(draft, folder / name);
}

std::string secret_in(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string line;
    if (!std::getline(in, line)) throw std::runtime_error("cannot read the secret in " + file.string());
    return std::string(trim(line));
}

std::map<std::string, jobs::Handler, std::less<>> job_handlers(const MailSettings& mail, const SmsSettings& sms) {
    return {{"message.mail", [mail](const jobs::Job& job) { return send_mail(mail, job); }},
            {"message.sms", [sms](const jobs::Job& job) { return send_sms(sms, job); }}};
}

} // namespace motcua::message
