#include "door/door.hpp"

#include "visit/cookies.hpp"

namespace motcua::door {

namespace {

using account::Purpose;
using visit::Access;
using visit::Cookie;
using visit::Pace;
using visit::Visit;

/// Registering and resetting are the same three steps: contact, code, password.
struct Way {
    Purpose purpose;
    std::string_view path; ///< `/register`
    std::string_view keys; ///< `door.register`
};
constexpr Way registering{Purpose::registration, "/register", "door.register"};
constexpr Way resetting{Purpose::reset, "/forgot", "door.forgot"};

std::string key(const Way& way, std::string_view rest) {
    return std::string(way.keys) + "." + std::string(rest);
}
std::string path(const Way& way, std::string_view rest) {
    return std::string(way.path) + std::string(rest);
}

FormPage contact_page(const Visit& visit, const Way& way) {
    FormPage page{.title = visit.say(key(way, "title")), .lead = visit.say(key(way, "lead")), .action = std::string(way.path)};
    page.fields.push_back(text_field(visit, "contact", "door.contact", html::Field::Kind::text, "username", 30));
    page.button.text = visit.say("door.contact.button");
    page.links = {{visit.say("door.register.have_account"), "/sign-in"}};
    return page;
}

FormPage code_page(const Visit& visit, const Way& way) {
    const auto minutes = std::to_string(visit.services.limits.code_ms / 60'000);
    FormPage page{.title = visit.say("door.code.title"), .lead = visit.say("door.code.lead", {minutes}), .action = path(way, "/code")};
    auto code = text_field(visit, "code", "door.code", html::Field::Kind::text, "one-time-code", 10);
    code.input_mode = "numeric";
    page.fields.push_back(std::move(code));
    page.button.text = visit.say("door.code.button");
    page.links = {{visit.say("door.code.again"), std::string(way.path)}};
    return page;
}

FormPage password_page(const Visit& visit, const Way& way, const account::Contact& contact) {
    FormPage page{.title = visit.say(key(way, "password.title")), .action = path(way, "/password")};
    page.hidden.emplace_back("username", contact.value); // so that password keepers store it with the right name
    if (way.purpose == Purpose::registration)
        page.fields.push_back(text_field(visit, "name", "door.name", html::Field::Kind::text, "name"));
    page.fields.push_back(text_field(visit, "password", "door.password.new", html::Field::Kind::password, "new-password", 30));
    page.button.text = visit.say(key(way, "button"));
    return page;
}

template <const Way& way>
http::Response get_contact(Visit& visit) {
    if (visit.actor.signed_in()) return visit.redirect("/me");
    return show(visit, contact_page(visit, way));
}

template <const Way& way>
http::Response post_contact(Visit& visit) {
    const auto contact = account::contact_of(visit.request.form_value("contact"));
    if (!contact) {
        const auto error = refuse_field("contact", "account.contact.wrong").error();
        return again(visit, contact_page(visit, way), error);
    }
    const auto token = account::ask_for_code(setting_of(visit), way.purpose, *contact, visit.locale);
    if (!token) return again(visit, contact_page(visit, way), token.error());
    visit.services.wake_jobs();
    auto response = visit.redirect(path(way, "/code"));
    const auto& limits = visit.services.limits;
    visit::set_cookie(response, visit.request, Cookie::code, *token, (limits.code_ms + limits.confirmed_ms) / 1000);
    return response;
}

template <const Way& way>
http::Response get_code(Visit& visit) {
    if (visit::read_cookie(visit.request, Cookie::code).empty()) return visit.redirect(std::string(way.path));
    return show(visit, code_page(visit, way));
}

template <const Way& way>
http::Response post_code(Visit& visit) {
    const auto token = visit::read_cookie(visit.request, Cookie::code);
    const auto confirmed = account::confirm_code(setting_of(visit), token, visit.request.form_value("code"));
    if (!confirmed) return again(visit, code_page(visit, way), confirmed.error());
    return visit.redirect(path(way, "/password"));
}

template <const Way& way>
http::Response get_new_password(Visit& visit) {
    const auto token = visit::read_cookie(visit.request, Cookie::code);
    const auto contact = account::confirmed_contact(setting_of(visit), token, way.purpose);
    if (!contact) return visit.redirect(std::string(way.path));
    return show(visit, password_page(visit, way, *contact));
}

Result<account::NewSession> finish(const Visit& visit, Purpose purpose, std::string_view token) {
    const auto& request = visit.request;
    const std::string password(request.form_value("password"));
    if (purpose == Purpose::reset) return account::finish_reset(setting_of(visit), token, password, caller_of(visit));
    const account::Registration registration{std::string(request.form_value("name")), password, visit.locale};
    return account::finish_registration(setting_of(visit), token, registration, caller_of(visit));
}

template <const Way& way>
http::Response post_new_password(Visit& visit) {
    const auto token = visit::read_cookie(visit.request, Cookie::code);
    const auto contact = account::confirmed_contact(setting_of(visit), token, way.purpose);
    if (!contact) return visit.redirect(std::string(way.path));
    const auto session = finish(visit, way.purpose, token);
    if (!session) return again(visit, password_page(visit, way, *contact), session.error());
    auto response = enter(visit, *session, "/me");
    visit::clear_cookie(response, visit.request, Cookie::code);
    return response;
}

template <const Way& way>
void add_way(visit::Routes& routes) {
    using http::Method;
    const auto anyone = Access::anyone();
    routes.push_back({Method::get, path(way, ""), anyone, get_contact<way>});
    routes.push_back({Method::post, path(way, ""), anyone, post_contact<way>, small_form, "", Pace::code});
    routes.push_back({Method::get, path(way, "/code"), anyone, get_code<way>});
    routes.push_back({Method::post, path(way, "/code"), anyone, post_code<way>, small_form, "", Pace::sign_in});
    routes.push_back({Method::get, path(way, "/password"), anyone, get_new_password<way>});
    routes.push_back({Method::post, path(way, "/password"), anyone, post_new_password<way>, small_form, "", Pace::sign_in});
}

} // namespace

visit::Routes registration_routes() {
    visit::Routes routes;
    add_way<registering>(routes);
    add_way<resetting>(routes);
    return routes;
}

} // namespace motcua::door
