#include "app/app.hpp"
#include "app/command.hpp"
#include "app/commands/commands.hpp"
#include "demo/demo.hpp"
#include "signature/actions.hpp"

#include <fmt/format.h>

namespace motcua::app {

namespace {

std::string said(std::string_view key, std::vector<std::string> arguments = {}) {
    return sentence(console_locale(), key, arguments);
}

/// Signs a few bytes with it, so that a token that opens but does not sign is found as well.
bool try_key(const pades::KeySource& source, Instant now) {
    try {
        const auto key = pades::Key::open(source);
        (void)key.sign("motcua");
        const auto& certificate = key.certificate();
        const auto until = vi_day(local_day(certificate.valid_until));
        fmt::print("{}\n",
                   said(certificate.valid_at(now) ? "app.keys.ready" : "app.keys.out_of_date", {source.owner, certificate.name, until}));
        return certificate.valid_at(now);
    } catch (const std::exception& trouble) {
        fmt::print("{}\n", said("app.keys.broken", {source.owner, trouble.what()}));
        return false;
    }
}

void print_signers(App& app) {
    for (const auto& signer : app.database().read([](db::Tx& tx) { return signature::signers(tx); }))
        fmt::print("{}  {}  {}\n", signer.fingerprint, signer.name,
                   signer.withdrawn_at ? said("app.signers.withdrawn", {iso(*signer.withdrawn_at)})
                                       : said("app.signers.until", {vi_day(local_day(signer.valid_until))}));
}

} // namespace

int keys(const Arguments&, Config& config, Clock& clock) {
    const auto sources = config.signing_keys.empty() ? demo::signing_keys(config.data) : config.signing_keys;
    if (sources.empty()) return refused(said("app.keys.none"));
    bool all = true;
    for (const auto& source : sources) all = try_key(source, clock.now()) && all;
    return all ? exits::done : exits::refused;
}

int signers(const Arguments& arguments, Config& config, Clock& clock) {
    App app(config, clock);
    if (arguments.words().empty()) {
        print_signers(app);
        return exits::done;
    }
    if (arguments.words().size() != 2 || arguments.words().front() != "withdraw")
        return wrong_usage("want nothing, or withdraw FINGERPRINT", "signers");
    const auto from = parse_instant(arguments.value("from").value_or(iso(clock.now())));
    if (!from) return wrong_usage("--from wants a time such as 2022-07-11T16:10", "signers");
    const auto done = app.database().write([&](db::Tx& tx) { return signature::withdraw(tx, arguments.words().back(), *from); });
    if (!done) return refused(said(done.error().code));
    print_signers(app);
    return exits::done;
}

} // namespace motcua::app
