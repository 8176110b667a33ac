#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace motcua {

enum class Locale { vi, en };

/// The sentences people see, from the embedded locales/<vi|en>.<domain>.json (flat objects: key → sentence with {0}, {1}, …).
/// Loaded once on first use; read-only and thread-safe after that. A key that stands in no file is returned as it is,
/// and a test keeps that from happening; an English sentence that is missing falls back to the Vietnamese one.
std::string_view sentence(Locale locale, std::string_view key);
bool has_sentence(Locale locale, std::string_view key);
/// All keys, sorted.
std::vector<std::string> sentence_keys(Locale locale);

/// A sentence with {0}, {1}, … replaced. A number without an argument stays as it is.
std::string fill(std::string_view sentence, std::span<const std::string> arguments);
std::string sentence(Locale locale, std::string_view key, std::span<const std::string> arguments);

std::string_view code_of(Locale locale);

} // namespace motcua
