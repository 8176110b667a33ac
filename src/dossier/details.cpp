#include "dossier/details.hpp"

#include <charconv>

namespace motcua::dossier {

std::string text_in(const boost::json::object& details, std::string_view key) {
    const auto* value = details.if_contains(key);
    return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

Id document_in(const boost::json::object& details) {
    const auto text = text_in(details, "document");
    Id id = 0;
    std::from_chars(text.data(), text.data() + text.size(), id);
    return id;
}

} // namespace motcua::dossier
