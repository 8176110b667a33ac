#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace motcua {

/// How a refusal is answered. Each kind is one HTTP status, decided in one place (src/visit).
enum class Kind { invalid, unauthenticated, forbidden, not_found, conflict, too_many, unavailable };

/// What is wrong with one field of a form or of a JSON body. `field` is the name the caller sent,
/// `code` a key in locales/, `arguments` fill its {0}, {1}, … .
struct FieldError {
    std::string field;
    std::string code;
    std::vector<std::string> arguments;

    bool operator==(const FieldError&) const = default;
};

/// A refusal: something a person asked for that the rules do not allow. It is a value and never thrown.
/// `code` is also the key of its sentence in locales/ (`refusal.` is part of the key).
struct Error {
    Kind kind = Kind::invalid;
    std::string code;
    std::vector<std::string> arguments = {};
    std::vector<FieldError> fields = {};

    bool operator==(const Error&) const = default;
};

/// Broken machinery (a lost database, a full disk, a bug) throws; everything else comes back as a Result.
template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> refuse(Kind kind, std::string code, std::vector<std::string> arguments = {}) {
    return std::unexpected(Error{kind, std::move(code), std::move(arguments), {}});
}

inline std::unexpected<Error> refuse_field(std::string field, std::string code, std::vector<std::string> arguments = {}) {
    return std::unexpected(
        Error{Kind::invalid, "refusal.fields", {}, {FieldError{std::move(field), std::move(code), std::move(arguments)}}});
}

inline std::unexpected<Error> refuse_fields(std::vector<FieldError> fields) {
    return std::unexpected(Error{Kind::invalid, "refusal.fields", {}, std::move(fields)});
}

} // namespace motcua

/// The value of a Result, or return its refusal from the enclosing function: `auto dossier = TRY(store.with_code(code));`
#define TRY(expression)                                                                                                                    \
    ({                                                                                                                                     \
        auto&& motcua_try_ = (expression);                                                                                                 \
        if (!motcua_try_) return std::unexpected(std::move(motcua_try_).error());                                                          \
        std::move(motcua_try_).value();                                                                                                    \
    })
