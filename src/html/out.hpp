#pragma once

#include "base/locale.hpp"
#include "base/money.hpp"
#include "base/time.hpp"

#include <concepts>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace motcua::html {

/// Markup that is already safe: made by views, by the server's own SVG, or by a sanitiser. Nothing else may make one.
class Safe {
  public:
    static Safe trusted(std::string markup) { return Safe(std::move(markup)); }
    std::string_view markup() const { return markup_; }

  private:
    explicit Safe(std::string markup) : markup_(std::move(markup)) {}
    std::string markup_;
};

/// Where a page grows. Compiled views write to it; every value is escaped for its place. One page, one thread.
class Out {
  public:
    explicit Out(Locale locale, std::string csrf_token = {});

    Locale locale() const { return locale_; }
    /// The token that every posting form carries.
    std::string_view csrf() const { return csrf_; }

    void literal(std::string_view markup) { text_ += markup; }
    void raw(const Safe& markup) { text_ += markup.markup(); }

    void text(std::string_view value);
    void text(std::integral auto value) requires(!std::same_as<decltype(value), bool>) { number(static_cast<long long>(value)); }
    void text(Day day);
    void text(Instant at); ///< 17:00 ngày 11/07/2022
    void text(Money amount);

    void attribute(std::string_view value); ///< inside double quotes
    void attribute(std::integral auto value) requires(!std::same_as<decltype(value), bool>) { number(static_cast<long long>(value)); }
    /// A URL inside double quotes: own paths, https:, mailto:, tel: pass; anything else becomes `#`.
    void url(std::string_view value);
    /// A value behind the beginning of a URL: one segment, one query value. Percent-encoded but for unreserved characters.
    void url_part(std::string_view value);
    void url_part(std::integral auto value) requires(!std::same_as<decltype(value), bool>) { number(static_cast<long long>(value)); }

    /// A sentence of locales/, escaped as text; arguments are plain text.
    void sentence(std::string_view key, std::initializer_list<std::string> arguments = {});
    void sentence_attribute(std::string_view key, std::initializer_list<std::string> arguments = {}); ///< inside double quotes

    /// A value as the argument of a sentence, not yet escaped.
    std::string plain(std::string_view value) const { return std::string(value); }
    std::string plain(std::integral auto value) const requires(!std::same_as<decltype(value), bool>) { return std::to_string(value); }
    std::string plain(Day day) const;
    std::string plain(Instant at) const;
    std::string plain(Money amount) const;

    std::string take() && { return std::move(text_); }
    std::string_view so_far() const { return text_; }

  private:
    void number(long long value);

    Locale locale_;
    std::string csrf_;
    std::string text_;
};

} // namespace motcua::html
