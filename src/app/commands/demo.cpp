#include "demo/demo.hpp"
#include "app/app.hpp"
#include "app/command.hpp"
#include "app/commands/commands.hpp"

#include <fmt/format.h>

#include <charconv>
#include <iostream>
#include <limits>

namespace motcua::app {

namespace {

template <class Number>
bool read_number(const Arguments& arguments, std::string_view option, Number& into, Number most) {
    const auto text = arguments.value(option);
    if (!text) return true;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), into);
    return error == std::errc() && end == text->data() + text->size() && into >= 0 && into <= most;
}

void print_accounts(const std::filesystem::path& data) {
    for (const auto& account : demo::printed_accounts(data))
        fmt::print("  {:<16} {:<16} {:<18} {} – {}\n", account.role, account.login, account.password, account.name, account.unit);
}

} // namespace

int demo(const Arguments& arguments, Config& config, Clock& clock) {
    demo::Options options{.data = config.data};
    if (!read_number<std::int64_t>(arguments, "dossiers", options.dossiers, 20'000'000))
        return wrong_usage("--dossiers wants a number up to 20000000", "demo");
    if (!read_number(arguments, "seed", options.seed, std::numeric_limits<std::uint64_t>::max()))
        return wrong_usage("--seed wants a number", "demo");
    if (!demo::is_built(config.data)) {
        demo::make_signing_key(config.data);
        App app(config, clock);
        const auto built = demo::build(app.services(), options, std::cout);
        if (!built) return refused(sentence(console_locale(), built.error().code, built.error().arguments));
    }
    print_accounts(config.data);
    return arguments.has("build-only") ? exits::done : serve(arguments, config, clock);
}

} // namespace motcua::app
