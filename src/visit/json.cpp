#include "visit/json.hpp"

#include "base/text.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <set>

namespace motcua::visit {

namespace {

constexpr std::size_t deepest = 32;

/// Boost.JSON keeps the last of two equal keys without a word; this walk over the text finds them.
struct KeyWatch {
    static constexpr std::size_t max_object_size = -1;
    static constexpr std::size_t max_array_size = -1;
    static constexpr std::size_t max_key_size = -1;
    static constexpr std::size_t max_string_size = -1;
    using error_code = boost::json::error_code;

    std::vector<std::set<std::string, std::less<>>> objects;
    std::string key;
    bool twice = false;

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) {
        objects.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t, error_code&) {
        objects.pop_back();
        return true;
    }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t, error_code&) { return true; }
    bool on_key_part(boost::json::string_view part, std::size_t, error_code&) {
        key.append(part.data(), part.size());
        return true;
    }
    bool on_key(boost::json::string_view part, std::size_t, error_code& error) {
        key.append(part.data(), part.size());
        twice = !objects.back().insert(std::move(key)).second;
        key.clear();
        if (twice) error = boost::json::error::syntax;
        return !twice;
    }
    bool on_string_part(boost::json::string_view, std::size_t, error_code&) { return true; }
    bool on_string(boost::json::string_view, std::size_t, error_code&) { return true; }
    bool on_number_part(boost::json::string_view, error_code&) { return true; }
    bool on_int64(std::int64_t, boost::json::string_view, error_code&) { return true; }
    bool on_uint64(std::uint64_t, boost::json::string_view, error_code&) { return true; }
    bool on_double(double, boost::json::string_view, error_code&) { return true; }
    bool on_bool(bool, error_code&) { return true; }
    bool on_null(error_code&) { return true; }
    bool on_comment_part(boost::json::string_view, error_code&) { return true; }
    bool on_comment(boost::json::string_view, error_code&) { return true; }
};

bool has_key_twice(std::string_view text, const boost::json::parse_options& options) {
    boost::json::basic_parser<KeyWatch> parser(options);
    boost::json::error_code error;
    parser.write_some(false, text.data(), text.size(), error);
    return parser.handler().twice;
}

bool is_json_type(std::string_view header) {
    return lower_ascii(trim(header.substr(0, header.find(';')))) == "application/json";
}

} // namespace

Result<boost::json::object> parse_object(std::string_view text) {
    if (!is_utf8(text)) return refuse(Kind::invalid, "visit.json.not_utf8");
    boost::json::parse_options options;
    options.max_depth = deepest;
    if (has_key_twice(text, options)) return refuse(Kind::invalid, "visit.json.key_twice");
    boost::json::error_code error;
    const auto value = boost::json::parse(text, error, {}, options);
    if (error == boost::json::error::too_deep) return refuse(Kind::invalid, "visit.json.too_deep");
    if (error) return refuse(Kind::invalid, "visit.json.malformed");
    if (!value.is_object()) return refuse(Kind::invalid, "visit.json.no_object");
    return value.get_object();
}

Result<boost::json::object> parse_body(const Visit& visit) {
    if (!is_json_type(visit.request.header("content-type"))) return refuse(Kind::invalid, "visit.json.media_type");
    return parse_object(visit.request.body);
}

namespace json {

Reader::Reader(const boost::json::object& object, std::string prefix) : object_(object), prefix_(std::move(prefix)) {}

const boost::json::value* Reader::find(std::string_view name, bool required) {
    asked_.emplace_back(name);
    const auto* value = object_.if_contains(name);
    const bool absent = value == nullptr || value->is_null();
    if (absent && required) note(name, "visit.field.required");
    return absent ? nullptr : value;
}

std::string Reader::text_of(std::string_view name, std::size_t at_most, bool required) {
    const auto* value = find(name, required);
    if (value == nullptr) return {};
    if (!value->is_string()) {
        note(name, "visit.json.want_text");
        return {};
    }
    std::string text(value->get_string().data(), value->get_string().size());
    if (length(text) > at_most) {
        note(name, "visit.field.too_long", {std::to_string(at_most)});
        return {};
    }
    return text;
}

std::string Reader::text(std::string_view name, std::size_t at_most) {
    const auto before = errors_.size();
    auto result = tidy(text_of(name, at_most, true));
    if (result.empty() && errors_.size() == before) note(name, "visit.field.required");
    return result;
}

std::string Reader::optional_text(std::string_view name, std::size_t at_most) {
    return tidy_lines(text_of(name, at_most, false));
}

std::string Reader::secret(std::string_view name, std::size_t at_most) {
    return text_of(name, at_most, true);
}

std::int64_t Reader::integer(std::string_view name, std::int64_t least, std::int64_t most) {
    if (!has(name) || object_.at(name).is_null()) {
        find(name, true);
        return least;
    }
    return optional_integer(name, least, most).value_or(least);
}

std::optional<std::int64_t> Reader::optional_integer(std::string_view name, std::int64_t least, std::int64_t most) {
    const auto* value = find(name, false);
    if (value == nullptr) return std::nullopt;
    if (!value->is_int64()) {
        note(name, "visit.json.want_integer");
        return std::nullopt;
    }
    if (value->get_int64() < least || value->get_int64() > most) {
        note(name, "visit.field.out_of_range", {std::to_string(least), std::to_string(most)});
        return std::nullopt;
    }
    return value->get_int64();
}

bool Reader::flag(std::string_view name, bool otherwise) {
    const auto* value = find(name, false);
    if (value == nullptr) return otherwise;
    if (!value->is_bool()) note(name, "visit.json.want_flag");
    return value->is_bool() ? value->get_bool() : otherwise;
}

const boost::json::object* Reader::object(std::string_view name, bool required) {
    const auto* value = find(name, required);
    if (value == nullptr) return nullptr;
    if (!value->is_object()) note(name, "visit.json.want_object");
    return value->if_object();
}

const boost::json::array* Reader::array(std::string_view name, bool required) {
    const auto* value = find(name, required);
    if (value == nullptr) return nullptr;
    if (!value->is_array()) note(name, "visit.json.want_array");
    return value->if_array();
}

void Reader::note(std::string_view name, std::string code, std::vector<std::string> arguments) {
    errors_.push_back({prefix_ + std::string(name), std::move(code), std::move(arguments)});
}

void Reader::take(const Reader& inner) {
    errors_.insert(errors_.end(), inner.errors_.begin(), inner.errors_.end());
}

Result<void> Reader::finish() {
    for (const auto& member : object_) {
        const std::string_view key(member.key().data(), member.key().size());
        if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) note(shorten(key, 100), "visit.json.unknown_field");
    }
    if (errors_.empty()) return {};
    return refuse_fields(errors_);
}

} // namespace json
} // namespace motcua::visit
