#include "message/message.hpp"
#include "message/pages.hpp"
#include "message/routes.hpp"
#include "message/views/inbox.hpp"

#include <fmt/format.h>

#include <charconv>

namespace motcua::message {

namespace {

constexpr int on_a_page = 20;
constexpr std::string_view inbox_path = "/me/messages";

Id id_in(std::string_view text) {
    Id id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    return error == std::errc() && end == text.data() + text.size() && id > 0 ? id : 0;
}

MessageCard card_of(const Message& message, Locale locale) {
    return {.title = message.title(locale),
            .text = message.text(locale),
            .at = message.created_at,
            .unread = !message.read_at,
            .action = fmt::format("{}/{}/reading", inbox_path, message.id),
            .leads = !message.link.empty()};
}

http::Response show_inbox(visit::Visit& visit) {
    const Id after = id_in(visit.request.query_value("after"));
    auto& database = visit.services.database;
    const auto found = inbox(database, visit.actor.account, after, on_a_page);
    InboxPage page{.unread = database.read([&](db::Tx& tx) { return unread(tx, visit.actor.account); }),
                   .unread_tag = {visit.say("message.inbox.unread"), "blue"}};
    for (const auto& message : found.messages) page.cards.push_back(card_of(message, visit.locale));
    if (after != 0) page.pages.before = html::Link{visit.say("message.inbox.newest"), std::string(inbox_path)};
    if (found.next != 0) page.pages.next = html::Link{visit.say("message.inbox.older"), fmt::format("{}?after={}", inbox_path, found.next)};
    return visit.page(200, visit.say("message.inbox.title"), [&](html::Out& out) { views::inbox(out, page); });
}

http::Response post_reading(visit::Visit& visit) {
    const auto link = open(visit.services.database, visit.actor.account, id_in(visit.value("message")), visit.now);
    if (!link) return visit.refuse(link.error());
    return visit.redirect(link->empty() ? std::string(inbox_path) : *link);
}

http::Response post_readings(visit::Visit& visit) {
    const auto marked = mark_all_read(visit.services.database, visit.actor.account, visit.now);
    return marked ? visit.redirect(std::string(inbox_path)) : visit.refuse(marked.error());
}

} // namespace

visit::Routes web_routes() {
    const http::BodyRule form{http::BodyRule::Form::urlencoded, 4096};
    const auto own = visit::Access::signed_in();
    return {{http::Method::get, "/me/messages", own, show_inbox},
            {http::Method::post, "/me/messages/{message}/reading", own, post_reading, form},
            {http::Method::post, "/me/messages/readings", own, post_readings, form}};
}

} // namespace motcua::message
