#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace motcua {

/// One word per enumerator, the same in C++, SQL, JSON, URLs and locale keys. Specialise it beside the enumeration:
/// `template <> struct Words<State> { static constexpr std::array words{std::string_view("draft"), …}; };`
/// in the order of the enumerators, which must count up from 0.
template <class Enumeration>
struct Words;

template <class Enumeration>
concept Worded = requires {
    Words<Enumeration>::words.size();
};

template <Worded Enumeration>
constexpr std::string_view word_of(Enumeration value) {
    return Words<Enumeration>::words[static_cast<std::size_t>(value)];
}

template <Worded Enumeration>
constexpr std::optional<Enumeration> from_word(std::string_view word) {
    const auto& words = Words<Enumeration>::words;
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) return std::nullopt;
    return static_cast<Enumeration>(found - words.begin());
}

} // namespace motcua
