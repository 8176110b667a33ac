#include "base/text.hpp"
#include "wallet/actions.hpp"
#include "wallet/asked.hpp"
#include "wallet/pages.hpp"
#include "wallet/routes.hpp"
#include "wallet/views/documents.hpp"

#include <fmt/format.h>

namespace motcua::wallet {

namespace {

constexpr std::string_view own_path = "/me/documents";

html::Tag tag_of(const visit::Visit& visit, const Item& item) {
    if (!item.valid_on(local_day(visit.now))) return {visit.say("wallet.expired_tag"), "orange"};
    return {visit.say(fmt::format("wallet.source.{}", word_of(item.source))), item.source == Source::result ? "green" : "blue"};
}

std::string name_of(const visit::Visit& visit, const Item& item) {
    const auto* kind = paper_kind(item.kind);
    return kind ? std::string(kind->name_in(visit.locale)) : item.name;
}

html::SummaryList facts_of(const visit::Visit& visit, const Item& item) {
    html::SummaryList facts;
    const auto add = [&](std::string_view key, std::string value) { facts.rows.push_back({visit.say(key), std::move(value), {}}); };
    const auto* unit = visit.law->units.find(item.issued_by);
    const bool result = item.source == Source::result;
    if (unit) add(result ? "wallet.fact.issued_by" : "wallet.fact.checked_at", unit->full_name);
    if (!item.checked_by.empty()) add("wallet.fact.checked_by", item.checked_by);
    add(result ? "wallet.fact.issued_on" : "wallet.fact.checked_on", vi_day(item.issued_on));
    add("wallet.fact.valid_until", item.valid_until ? vi_day(*item.valid_until) : visit.say("wallet.not_limited"));
    facts.rows.push_back(
        {visit.say("wallet.fact.dossier"), item.code, html::Link{visit.say("wallet.open_dossier"), "/dossiers/" + item.code}});
    return facts;
}

std::vector<UseLine> lines_of(const visit::Visit& visit, const Item& item, const std::vector<Use>& uses) {
    std::vector<UseLine> lines;
    for (const auto& use : uses) {
        if (use.item != item.id) continue;
        const auto* procedure = visit.law->procedures.find(use.procedure, local_day(use.taken_at));
        lines.push_back({visit.say("wallet.used_in", {vi_day(local_day(use.used_at.value_or(use.taken_at))),
                                                      procedure ? procedure->short_name : use.procedure, use.used_in}),
                         "/dossiers/" + use.used_in});
    }
    return lines;
}

http::Response documents(visit::Visit& visit) {
    DocumentsPage page;
    visit.services.database.read([&](db::Tx& tx) {
        const auto uses = uses_of(tx, visit.actor.account);
        for (const auto& item : of_account(tx, visit.actor.account)) {
            const auto url = fmt::format("{}/{}", own_path, item.id);
            page.items.push_back({name_of(visit, item), tag_of(visit, item), facts_of(visit, item), url + "/file", item.file_name,
                                  url + "/removal", lines_of(visit, item, uses)});
        }
        return 0;
    });
    const visit::Look look{.title = visit.say("wallet.title"), .back = html::Link{visit.say("wallet.back"), "/me"}};
    return visit.page(200, look, [&](html::Out& out) { views::documents(out, page); });
}

http::Response file(visit::Visit& visit) {
    const auto found = visit.services.database.read(
        [&](db::Tx& tx) -> Result<document::Document> { return file_of(tx, TRY(find(tx, visit.actor.account, item_in(visit)))); });
    return found ? document::download(*found, visit.services.papers) : visit.refuse(found.error());
}

http::Response removal(visit::Visit& visit) {
    const auto removed = remove(visit.services.database, visit.actor.account, item_in(visit), visit.now);
    return removed ? visit.redirect(std::string(own_path)) : visit.refuse(removed.error());
}

} // namespace

visit::Routes web_routes() {
    using http::Method;
    const auto citizen = visit::Access::any_of({account::Role::citizen});
    const http::BodyRule form{http::BodyRule::Form::urlencoded, 4096};
    return {{Method::get, "/me/documents", citizen, documents},
            {Method::get, "/me/documents/{item}/file", citizen, file},
            {Method::post, "/me/documents/{item}/removal", citizen, removal, form}};
}

} // namespace motcua::wallet
