#include "door/door.hpp"

#include "account/session.hpp"
#include "door/routes.hpp"
#include "door/views/form.hpp"
#include "visit/cookies.hpp"
#include "visit/refusal.hpp"

#include <iterator>

namespace motcua::door {

namespace {

bool is_secret(const html::Field& field) {
    return field.kind == html::Field::Kind::password || field.name == "code";
}

} // namespace

account::Setting setting_of(const visit::Visit& visit) {
    const auto& services = visit.services;
    return {services.database, services.number_key, services.limits, visit.now};
}

account::Caller caller_of(const visit::Visit& visit) {
    const auto kind = visit.wants_json() ? account::SessionKind::api : account::SessionKind::web;
    return {visit.request.peer, std::string(visit.request.header("user-agent")), kind};
}

http::Response show(const visit::Visit& visit, FormPage page, const Error* error) {
    if (error != nullptr) page.errors = visit.errors_of(*error);
    for (auto& field : page.fields) {
        if (error != nullptr && !is_secret(field)) field.value = visit.request.form_value(field.name);
        for (const auto& line : page.errors)
            if (line.field == field.name) field.error = line.text;
    }
    const int status = error == nullptr ? 200 : visit::status_of(error->kind);
    return visit.page(status, page.title, [&](html::Out& out) { views::form_page(out, page); });
}

http::Response again(const visit::Visit& visit, FormPage page, const Error& error) {
    if (error.kind == Kind::unauthenticated || error.kind == Kind::forbidden || error.kind == Kind::not_found) return visit.refuse(error);
    return show(visit, std::move(page), &error);
}

html::Field text_field(const visit::Visit& visit, std::string_view name, std::string_view key, html::Field::Kind kind,
                       std::string_view autocomplete, int width) {
    html::Field field{
        .kind = kind, .name = std::string(name), .label = visit.say(key), .autocomplete = std::string(autocomplete), .width = width};
    const auto hint = std::string(key) + ".hint";
    if (has_sentence(Locale::vi, hint)) field.hint = visit.say(hint);
    return field;
}

http::Response enter(const visit::Visit& visit, const account::NewSession& session, std::string location) {
    // A fresh token at every change of who somebody is: one that was planted before opens nothing.
    if (const auto before = visit::read_cookie(visit.request, visit::Cookie::session); !before.empty())
        account::sign_out(visit.services.database, before);
    auto response = visit.redirect(std::move(location));
    visit::set_cookie(response, visit.request, visit::Cookie::session, session.token, (session.expires_at - visit.now) / 1000);
    visit::clear_cookie(response, visit.request, visit::Cookie::browser);
    return response;
}

visit::Routes web_routes() {
    visit::Routes all;
    for (auto* rows : {sign_in_routes, registration_routes, me_routes}) {
        auto more = rows();
        all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    return all;
}

} // namespace motcua::door
