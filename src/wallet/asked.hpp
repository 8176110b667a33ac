#pragma once

#include "base/id.hpp"
#include "visit/visit.hpp"

#include <charconv>

/// What a request asks of the store. Private to the folder.
namespace motcua::wallet {

/// The stored paper that the request names as `item`; 0, which is nobody's, when it names none.
inline Id item_in(const visit::Visit& visit) {
    const auto text = visit.value("item");
    Id id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    return error == std::errc() && end == text.data() + text.size() ? id : 0;
}

} // namespace motcua::wallet
