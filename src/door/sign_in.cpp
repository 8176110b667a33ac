#include "door/door.hpp"

#include "account/session.hpp"
#include "visit/cookies.hpp"
#include "visit/urls.hpp"

namespace motcua::door {

namespace {

using visit::Access;
using visit::Pace;
using visit::Visit;

FormPage sign_in_page(const Visit& visit, std::string_view to) {
    FormPage page{.title = visit.say("door.sign_in.title"), .action = "/sign-in"};
    if (!to.empty()) page.hidden.emplace_back("to", visit::own_path(to, "/"));
    page.fields.push_back(text_field(visit, "login", "door.sign_in.login", html::Field::Kind::text, "username", 30));
    page.fields.push_back(text_field(visit, "password", "door.password", html::Field::Kind::password, "current-password", 30));
    page.button.text = visit.say("door.sign_in.button");
    page.links = {{visit.say("door.sign_in.forgot"), "/forgot"}, {visit.say("door.sign_in.register"), "/register"}};
    return page;
}

std::string home_of(const Visit& visit, const account::NewSession& session) {
    const auto known = account::signed_in(visit.services.database, session.token, visit.services.limits, visit.now);
    return known && known->actor.staff() ? "/desk" : "/me";
}

http::Response get_sign_in(Visit& visit) {
    const auto to = visit.request.query_value("to");
    if (visit.actor.signed_in()) return visit.redirect(visit::own_path(to, "/"));
    return show(visit, sign_in_page(visit, to));
}

http::Response post_sign_in(Visit& visit) {
    const auto& request = visit.request;
    const auto to = request.form_value("to");
    const auto session = account::sign_in(setting_of(visit), request.form_value("login"), request.form_value("password"), caller_of(visit));
    if (!session) return again(visit, sign_in_page(visit, to), session.error());
    return enter(visit, *session, to.empty() ? home_of(visit, *session) : visit::own_path(to, "/"));
}

http::Response post_sign_out(Visit& visit) {
    account::sign_out(visit.services.database, visit::read_cookie(visit.request, visit::Cookie::session));
    auto response = visit.redirect("/");
    visit::clear_cookie(response, visit.request, visit::Cookie::session);
    // What the browser keeps of signed-in pages goes as well: the next person at a shared computer sees nothing with the back button.
    response.set("clear-site-data", "\"cache\"");
    return response;
}

http::Response get_language(Visit& visit) {
    const auto code = visit.value("code");
    if (code != "vi" && code != "en") return visit.refuse({Kind::not_found, "door.language.unknown", {}, {}});
    auto response = visit.redirect(visit::own_path(visit.request.query_value("back"), "/"));
    visit::set_language(response, visit.request, code == "en" ? Locale::en : Locale::vi);
    return response;
}

} // namespace

visit::Routes sign_in_routes() {
    using http::Method;
    return {{Method::get, "/sign-in", Access::anyone(), get_sign_in},
            {Method::post, "/sign-in", Access::anyone(), post_sign_in, small_form, "", Pace::sign_in},
            {Method::post, "/sign-out", Access::anyone(), post_sign_out, small_form},
            {Method::get, "/language/{code}", Access::anyone(), get_language}};
}

} // namespace motcua::door
