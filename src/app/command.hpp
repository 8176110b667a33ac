#pragma once

#include "app/arguments.hpp"
#include "app/config.hpp"
#include "base/clock.hpp"
#include "base/locale.hpp"

#include <span>
#include <string_view>

namespace motcua::app {

/// What a command may end with: done, refused or found something wrong, called wrongly.
namespace exits {
inline constexpr int done = 0;
inline constexpr int refused = 1;
inline constexpr int usage = 2;
} // namespace exits

/// One word after `motcua`.
struct Command {
    std::string_view name;
    std::string_view vi, en;              ///< one line each
    std::string_view words = {};          ///< what stands after it: `FILE`
    std::span<const Option> options = {}; ///< its own; those of config.hpp and --config besides when it takes settings
    bool takes_settings = false;
    std::size_t most_words = 0;
    int (*run)(const Arguments& arguments, Config& config, Clock& clock);
};

/// The table of all commands.
std::span<const Command> commands();

/// `motcua …`: finds the command, checks its arguments, reads the configuration, runs it. Refusals go to standard error with exit 2 and
/// a hint; what a command throws is said in one line with exit 1.
int run(std::span<const std::string_view> words);

/// Says `reason` and returns exits::refused.
int refused(std::string_view reason);
/// Says `reason` and where help is; returns exits::usage.
int wrong_usage(std::string_view reason, std::string_view command);
/// Vietnamese, or English when the terminal's language is English.
Locale console_locale();

} // namespace motcua::app
