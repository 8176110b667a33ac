#pragma once

#include "base/result.hpp"
#include "visit/visit.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::visit {

/// The JSON object of a request body. Refused (Kind::invalid, `visit.json.…`): not JSON, not an object, a key twice in one object, nested
/// deeper than 32, not UTF-8, another media type than JSON. The size was bounded by the route's body rule.
Result<boost::json::object> parse_body(const Visit& visit);
Result<boost::json::object> parse_object(std::string_view text);

namespace json {

/// Reads the members of one object by name and gathers what is wrong with them, so that a caller hears of everything at once.
/// `auto version = reader.integer("version", 1, 1'000'000); TRY(reader.finish());`
/// A getter of a missing or wrong member notes a field error and returns an empty value; finish() turns the notes into a refusal.
class Reader {
  public:
    /// `prefix` stands before field names of an inner object: `owner.`
    explicit Reader(const boost::json::object& object, std::string prefix = {});

    /// Text that must be there and not empty, at most `at_most` characters, tidied.
    std::string text(std::string_view name, std::size_t at_most = 500);
    /// The same, or empty when absent or null. Line breaks are kept.
    std::string optional_text(std::string_view name, std::size_t at_most = 500);
    /// Exactly as sent: for passwords and tokens.
    std::string secret(std::string_view name, std::size_t at_most = 500);
    std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most);
    std::optional<std::int64_t> optional_integer(std::string_view name, std::int64_t least, std::int64_t most);
    bool flag(std::string_view name, bool otherwise);
    /// An inner object or array; nothing when absent (noted when `required`).
    const boost::json::object* object(std::string_view name, bool required = true);
    const boost::json::array* array(std::string_view name, bool required = true);
    bool has(std::string_view name) const { return object_.contains(name); }

    /// Notes an error of the caller's own, or those of an inner reader.
    void note(std::string_view name, std::string code, std::vector<std::string> arguments = {});
    void take(const Reader& inner);
    /// The refusal of everything noted, members that nobody asked for included.
    Result<void> finish();

  private:
    const boost::json::value* find(std::string_view name, bool required);
    std::string text_of(std::string_view name, std::size_t at_most, bool required);

    const boost::json::object& object_;
    std::string prefix_;
    std::vector<std::string> asked_;
    std::vector<FieldError> errors_;
};

} // namespace json
} // namespace motcua::visit
