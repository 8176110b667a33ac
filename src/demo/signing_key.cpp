#include "base/crypto.hpp"
#include "demo/demo.hpp"
#include "demo/phrases.hpp"
#include "pades/trial.hpp"

#include <fstream>

namespace motcua::demo {

namespace fs = std::filesystem;

namespace {

const Instant trial_from = local_instant(*day_of(2022, 1, 1), 0);
const Instant trial_until = local_instant(*day_of(2038, 1, 1), 0);

fs::path key_file(const fs::path& data) {
    return data / "secrets" / "demo_signing.p12";
}
fs::path password_file(const fs::path& data) {
    return data / "secrets" / "demo_signing.password";
}

} // namespace

void make_signing_key(const fs::path& data) {
    if (fs::exists(key_file(data))) return;
    const Phrases phrases;
    const auto text = [&](std::string_view key) { return std::string(phrases.object("signing_key").at(key).as_string()); };
    if (fs::create_directories(data / "secrets")) fs::permissions(data / "secrets", fs::perms::owner_all);
    const auto password = crypto::random_token();
    std::ofstream(password_file(data), std::ios::trunc) << password << '\n';
    fs::permissions(password_file(data), fs::perms::owner_read | fs::perms::owner_write);
    pades::make_trial_key(key_file(data), password, {text("name"), text("organisation"), text("authority"), trial_from, trial_until});
}

std::vector<pades::KeySource> signing_keys(const fs::path& data) {
    if (!fs::exists(key_file(data))) return {};
    return {{"*", key_file(data).string(), password_file(data)}};
}

} // namespace motcua::demo
