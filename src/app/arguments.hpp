#pragma once

#include <expected>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::app {

/// One `--name value` (or `--name=value`) of a command; without a value name it is a switch.
struct Option {
    std::string_view name;
    std::string_view value = {};
    std::string_view vi, en;
};

/// What stands after a command's name, checked against its options.
class Arguments {
  public:
    /// Refused in words: an unknown option (with the nearest known one), a value that is missing or not wanted, more than
    /// `most_words` words that are no options.
    static std::expected<Arguments, std::string> parse(std::span<const Option> options, std::span<const std::string_view> words,
                                                       std::size_t most_words);

    bool has(std::string_view option) const { return values_.contains(option); }
    std::optional<std::string_view> value(std::string_view option) const;
    /// Words that are no options, in order.
    const std::vector<std::string_view>& words() const { return words_; }
    const std::map<std::string_view, std::string_view>& values() const { return values_; }

  private:
    std::map<std::string_view, std::string_view> values_;
    std::vector<std::string_view> words_;
};

/// The known word that `typed` was probably meant to be, for a hint; empty when none is near.
std::string_view nearest(std::string_view typed, std::span<const std::string_view> known);

} // namespace motcua::app
