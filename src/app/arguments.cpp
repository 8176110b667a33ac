#include "app/arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace motcua::app {

namespace {

constexpr std::size_t nearest_distance = 3;

std::size_t distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 0; i < left.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < right.size(); ++j) {
            const auto change = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j + 1] + 1, row[j] + 1, change});
        }
    }
    return row.back();
}

std::string unknown(std::string_view name, std::span<const Option> options) {
    std::vector<std::string_view> names{"help"};
    for (const auto& option : options) names.push_back(option.name);
    const auto near = nearest(name, names);
    return near.empty() ? fmt::format("there is no option --{}", name)
                        : fmt::format("there is no option --{}; did you mean --{}?", name, near);
}

const Option* find(std::span<const Option> options, std::string_view name) {
    static constexpr Option help{.name = "help", .vi = "", .en = ""};
    if (name == "help") return &help;
    const auto found = std::find_if(options.begin(), options.end(), [&](const Option& option) { return option.name == name; });
    return found == options.end() ? nullptr : &*found;
}

} // namespace

std::string_view nearest(std::string_view typed, std::span<const std::string_view> known) {
    std::string_view best;
    auto least = std::min(nearest_distance, typed.size() / 2 + 1) + 1;
    for (const auto word : known)
        if (const auto apart = distance(typed.substr(0, 64), word); apart < least) {
            least = apart;
            best = word;
        }
    return best;
}

std::expected<Arguments, std::string> Arguments::parse(std::span<const Option> options, std::span<const std::string_view> words,
                                                       std::size_t most_words) {
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto word = words[i];
        if (!word.starts_with("--")) {
            if (arguments.words_.size() == most_words) return std::unexpected(fmt::format("{}: one word too many", word));
            arguments.words_.push_back(word);
            continue;
        }
        const auto equals = word.find('=');
        const auto name = word.substr(2, equals == std::string_view::npos ? equals : equals - 2);
        const auto* option = find(options, name);
        if (option == nullptr) return std::unexpected(unknown(name, options));
        const bool given = equals != std::string_view::npos;
        if (option->value.empty() && given) return std::unexpected(fmt::format("--{} takes no value", name));
        if (!option->value.empty() && !given && i + 1 == words.size())
            return std::unexpected(fmt::format("--{} wants {}", name, option->value));
        const auto value = option->value.empty() ? std::string_view() : given ? word.substr(equals + 1) : words[++i];
        if (!arguments.values_.emplace(option->name, value).second) return std::unexpected(fmt::format("--{} stands twice", name));
    }
    return arguments;
}

std::optional<std::string_view> Arguments::value(std::string_view option) const {
    const auto found = values_.find(option);
    if (found == values_.end()) return std::nullopt;
    return found->second;
}

} // namespace motcua::app
