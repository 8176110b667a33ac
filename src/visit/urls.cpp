#include "visit/urls.hpp"

#include "http/urlencoded.hpp"

#include <algorithm>

namespace motcua::visit {

namespace {

constexpr std::size_t longest_path = 2'000;

} // namespace

std::string sign_in_url(std::string_view target) {
    return target.empty() || target == "/" ? "/sign-in" : "/sign-in?to=" + http::percent_encode(target);
}

std::string own_path(std::string_view asked, std::string otherwise) {
    const bool absolute = asked.size() < longest_path && asked.starts_with('/') && !asked.starts_with("//");
    const bool printable =
        std::all_of(asked.begin(), asked.end(), [](char letter) { return letter > ' ' && letter < 0x7f && letter != '\\'; });
    return absolute && printable ? std::string(asked) : otherwise;
}

} // namespace motcua::visit
