#include "app/command.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <exception>

namespace motcua::app {

namespace {

constexpr Option config_option{"config", "FILE", "tệp cấu hình", "file of settings, name = value"};

std::vector<Option> options_of(const Command& command) {
    std::vector<Option> all(command.options.begin(), command.options.end());
    if (!command.takes_settings) return all;
    all.push_back(config_option);
    for (const auto& setting : settings()) all.push_back({setting.name, setting.value, setting.vi, setting.en});
    return all;
}

int overview() {
    fmt::print("motcua COMMAND [OPTIONS]\n\n");
    for (const auto& command : commands()) fmt::print("  {:<10} {}\n  {:<10} {}\n", command.name, command.vi, "", command.en);
    fmt::print("\nmotcua COMMAND --help\n");
    return exits::done;
}

int help(const Command& command) {
    fmt::print("motcua {} {}\n\n{}.\n{}.\n", command.name, command.words, command.vi, command.en);
    const auto options = options_of(command);
    if (!options.empty()) fmt::print("\n");
    for (const auto& option : options) {
        const auto left = fmt::format("--{} {}", option.name, option.value);
        fmt::print("  {:<34} {}\n  {:<34} {}\n", left, option.vi, "", option.en);
    }
    return exits::done;
}

const Command* find(std::string_view name) {
    for (const auto& command : commands())
        if (command.name == name) return &command;
    return nullptr;
}

int unknown(std::string_view name) {
    std::vector<std::string_view> names;
    for (const auto& command : commands()) names.push_back(command.name);
    const auto near = nearest(name, names);
    return wrong_usage(near.empty() ? fmt::format("there is no command {}", name)
                                    : fmt::format("there is no command {}; did you mean {}?", name, near),
                       "");
}

/// The file first, then what the command line says: the nearer word counts.
std::expected<Config, std::string> configured(const Arguments& arguments) {
    Config config;
    if (const auto file = arguments.value("config"))
        if (auto done = read_file(config, std::string(*file)); !done) return std::unexpected(done.error());
    for (const auto& setting : settings())
        if (const auto value = arguments.value(setting.name))
            if (auto done = put(config, setting.name, *value); !done) return std::unexpected("--" + done.error());
    if (auto done = check(config); !done) return std::unexpected(done.error());
    return config;
}

/// MOTCUA_NOW freezes the clock.
std::expected<void, std::string> set_clock(Clock& clock) {
    const char* now = std::getenv("MOTCUA_NOW");
    if (now == nullptr) return {};
    const auto at = parse_instant(now);
    if (!at) return std::unexpected(fmt::format("MOTCUA_NOW={}: want a time such as 2022-07-11T16:10", now));
    clock.set(*at);
    return {};
}

int run_command(const Command& command, const Arguments& arguments) {
    Clock clock;
    if (const auto set = set_clock(clock); !set) return wrong_usage(set.error(), command.name);
    Config config;
    if (command.takes_settings) {
        auto read = configured(arguments);
        if (!read) return wrong_usage(read.error(), command.name);
        config = *std::move(read);
    }
    try {
        return command.run(arguments, config, clock);
    } catch (const std::exception& error) {
        return refused(error.what());
    }
}

} // namespace

int wrong_usage(std::string_view reason, std::string_view command) {
    fmt::print(stderr, "motcua: {}\nmotcua{}{} --help\n", reason, command.empty() ? "" : " ", command);
    return exits::usage;
}

Locale console_locale() {
    for (const auto* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
            return std::string_view(value).starts_with("en") ? Locale::en : Locale::vi;
    return Locale::vi;
}

int refused(std::string_view reason) {
    fmt::print(stderr, "motcua: {}\n", reason);
    return exits::refused;
}

int run(std::span<const std::string_view> words) {
    if (words.empty()) return wrong_usage("want a command", "");
    if (words[0] == "--help" || words[0] == "help") return overview();
    const auto* command = find(words[0]);
    if (command == nullptr) return unknown(words[0]);
    const auto arguments = Arguments::parse(options_of(*command), words.subspan(1), command->most_words);
    if (!arguments) return wrong_usage(arguments.error(), command->name);
    if (arguments->has("help")) return help(*command);
    return run_command(*command, *arguments);
}

} // namespace motcua::app
