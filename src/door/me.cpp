#include "door/door.hpp"

#include "account/session.hpp"
#include "base/text.hpp"
#include "door/views/me.hpp"

#include <charconv>

namespace motcua::door {

namespace {

using html::Field;
using visit::Access;
using visit::Visit;

constexpr std::size_t agent_shown = 60;

http::Response get_me(Visit& visit) {
    const auto card = [&](std::string_view key, std::string url, std::string icon) {
        return html::Card{visit.say(key), std::move(url), visit.say(std::string(key) + ".note"), std::move(icon)};
    };
    MePage page{.name = visit.actor.name};
    page.cards = {card("door.me.dossiers", "/me/dossiers", ""), card("door.me.messages", "/me/messages", ""),
                  card("door.me.profile", "/me/profile", ""), card("door.me.password", "/me/password", ""),
                  card("door.me.sessions", "/me/sessions", "")};
    if (visit.actor.citizen) {
        page.cards.insert(page.cards.begin() + 1, card("door.me.documents", "/me/documents", ""));
        page.cards.push_back(card("door.me.calendar", "/me/calendar", ""));
    }
    return visit.page(200, visit.say("door.me.title"), [&](html::Out& out) { views::me(out, page); });
}

html::Link back_to_me(const Visit& visit) {
    return {visit.say("door.me.title"), "/me"};
}

FormPage profile_page(const Visit& visit, const account::Account& account) {
    FormPage page{.title = visit.say("door.profile.title"), .lead = visit.say("door.profile.lead"), .action = "/me/profile"};
    const auto add = [&](std::string_view name, std::string_view key, Field::Kind kind, std::string_view autocomplete, int width,
                         std::string_view value) -> Field& {
        auto field = text_field(visit, name, key, kind, autocomplete, width);
        field.value = value;
        field.required = name == "name";
        return page.fields.emplace_back(std::move(field));
    };
    add("name", "door.name", Field::Kind::text, "name", 0, account.name);
    add("citizen_number", "door.citizen_number", Field::Kind::text, "off", 20, account.citizen_number).input_mode = "numeric";
    add("phone", "door.phone", Field::Kind::telephone, "tel", 20, account.phone);
    add("email", "door.email", Field::Kind::email, "email", 30, account.email);
    add("address", "door.address", Field::Kind::text, "address-line1", 0, account.address);
    page.button.text = visit.say("html.save");
    page.links = {back_to_me(visit)};
    return page;
}

account::Account mine(const Visit& visit) {
    return visit.services.database.read([&](db::Tx& tx) { return account::find(tx, visit.services.number_key, visit.actor.account); })
        .value();
}

http::Response get_profile(Visit& visit) {
    return show(visit, profile_page(visit, mine(visit)));
}

http::Response post_profile(Visit& visit) {
    const auto typed = [&](std::string_view name) { return std::string(visit.request.form_value(name)); };
    const account::Profile profile{typed("name"), typed("citizen_number"), typed("phone"), typed("email"), typed("address")};
    const auto saved = account::save_profile(setting_of(visit), visit.actor.account, profile);
    if (!saved) return again(visit, profile_page(visit, mine(visit)), saved.error());
    return visit.redirect("/me");
}

FormPage change_page(const Visit& visit) {
    FormPage page{
        .title = visit.say("door.change_password.title"), .lead = visit.say("door.change_password.lead"), .action = "/me/password"};
    page.fields.push_back(text_field(visit, "current", "door.password.current", Field::Kind::password, "current-password", 30));
    page.fields.push_back(text_field(visit, "password", "door.password.new", Field::Kind::password, "new-password", 30));
    page.button.text = visit.say("door.change_password.button");
    page.links = {back_to_me(visit)};
    return page;
}

http::Response get_password(Visit& visit) {
    return show(visit, change_page(visit));
}

http::Response post_password(Visit& visit) {
    const auto& request = visit.request;
    const auto changed = account::change_password(setting_of(visit), visit.actor.account, request.form_value("current"),
                                                  request.form_value("password"), visit.session);
    if (!changed) return again(visit, change_page(visit), changed.error());
    return visit.redirect("/me");
}

SessionLine line_of(const Visit& visit, const account::OpenSession& session) {
    const auto when = [](Instant at) { return vi_clock(at) + " " + vi_day(local_day(at)); };
    const auto agent = session.agent.empty() ? visit.say("door.sessions.unknown") : std::string(shorten(session.agent, agent_shown));
    return {.title = session.kind == account::SessionKind::api ? visit.say("door.sessions.program") : agent,
            .text = visit.say("door.sessions.line", {when(session.created_at), when(session.seen_at), session.peer}),
            .end_url = "/me/sessions/" + std::to_string(session.id) + "/end",
            .this_one = session.id == visit.session};
}

http::Response get_sessions(Visit& visit) {
    SessionsPage page;
    for (const auto& session : account::open_sessions(visit.services.database, visit.actor.account, visit.now))
        page.sessions.push_back(line_of(visit, session));
    const visit::Look look{.title = visit.say("door.sessions.title"), .back = back_to_me(visit)};
    return visit.page(200, look, [&](html::Out& out) { views::sessions(out, page); });
}

http::Response post_end(Visit& visit) {
    const auto text = visit.value("session");
    Id id = 0;
    std::from_chars(text.data(), text.data() + text.size(), id);
    const auto ended = account::end_session(visit.services.database, visit.actor.account, id);
    return ended ? visit.redirect("/me/sessions") : visit.refuse(ended.error());
}

http::Response post_end_others(Visit& visit) {
    (void)visit.services.database.write([&](db::Tx& tx) -> Result<void> {
        account::end_sessions(tx, visit.actor.account, visit.session);
        return {};
    });
    return visit.redirect("/me/sessions");
}

} // namespace

visit::Routes me_routes() {
    using http::Method;
    const auto own = Access::signed_in();
    return {{Method::get, "/me", own, get_me},
            {Method::get, "/me/profile", own, get_profile},
            {Method::post, "/me/profile", own, post_profile, small_form},
            {Method::get, "/me/password", own, get_password},
            {Method::post, "/me/password", own, post_password, small_form, "", visit::Pace::sign_in},
            {Method::get, "/me/sessions", own, get_sessions},
            {Method::post, "/me/sessions/end-others", own, post_end_others, small_form},
            {Method::post, "/me/sessions/{session}/end", own, post_end, small_form}};
}

} // namespace motcua::door
