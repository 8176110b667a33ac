#include "http/message.hpp"

#include <algorithm>
#include <array>

namespace motcua::http {

namespace {

constexpr std::array<std::string_view, 7> method_names{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

std::string_view first_of(const Pairs& pairs, std::string_view name) {
    const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == name; });
    return found == pairs.end() ? std::string_view() : std::string_view(found->second);
}

bool same_name(std::string_view left, std::string_view right) {
    const auto lower = [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [&](char a, char b) { return lower(a) == lower(b); });
}

} // namespace

std::string_view name_of(Method method) {
    return method_names[static_cast<std::size_t>(method)];
}

std::optional<Method> method_of(std::string_view name) {
    const auto found = std::find(method_names.begin(), method_names.end(), name);
    if (found == method_names.end()) return std::nullopt;
    return static_cast<Method>(found - method_names.begin());
}

std::string_view Request::header(std::string_view name) const {
    return first_of(headers, name);
}
std::string_view Request::cookie(std::string_view name) const {
    return first_of(cookies, name);
}
std::string_view Request::query_value(std::string_view name) const {
    return first_of(query, name);
}
std::string_view Request::form_value(std::string_view name) const {
    return first_of(form, name);
}

std::vector<std::string_view> Request::form_values(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& [field, value] : form)
        if (field == name) values.push_back(value);
    return values;
}

bool Request::has_form(std::string_view name) const {
    return std::any_of(form.begin(), form.end(), [&](const auto& pair) { return pair.first == name; });
}

Response Response::text(int status, std::string media_type, std::string body) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    response.add("Content-Type", std::move(media_type));
    return response;
}

Response Response::redirect(std::string location, int status) {
    Response response;
    response.status = status;
    response.add("Location", std::move(location));
    return response;
}

Response& Response::set(std::string name, std::string value) {
    std::erase_if(headers, [&](const auto& pair) { return same_name(pair.first, name); });
    return add(std::move(name), std::move(value));
}

Response& Response::add(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

std::string_view Response::header(std::string_view name) const {
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& pair) { return same_name(pair.first, name); });
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

} // namespace motcua::http
