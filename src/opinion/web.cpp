#include "opinion/routes.hpp"

#include "opinion/actions.hpp"
#include "opinion/pages.hpp"
#include "opinion/views/opinions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::opinion {

namespace {

using account::Role;

constexpr int on_the_page = 100;
constexpr Role asked_roles[] = {Role::officer, Role::approver};

std::string moment(Instant at) {
    return vi_clock(at) + " " + vi_day(local_day(at));
}

/// What this person may answer, in every unit that their roles reach, by due time.
std::vector<Opinion> asked_of(const visit::Visit& visit) {
    const auto& units = visit.law->units;
    return visit.services.database.read([&](db::Tx& tx) {
        std::vector<Opinion> all;
        for (const auto& grant : visit.actor.grants) {
            if (std::ranges::find(asked_roles, grant.role) == std::end(asked_roles)) continue;
            for (const auto unit : units.subtree(grant.unit))
                for (auto& opinion : open_in(tx, unit, grant.role, on_the_page))
                    if (is_asked(opinion, visit.actor, units)) all.push_back(std::move(opinion));
        }
        std::ranges::sort(all, {}, [](const Opinion& opinion) { return std::pair(opinion.due_at, opinion.id); });
        const auto repeated = std::ranges::unique(all, {}, &Opinion::id); // a role held in a unit and in one above
        all.erase(repeated.begin(), repeated.end());
        if (all.size() > on_the_page) all.resize(on_the_page);
        return all;
    });
}

http::Response show(visit::Visit& visit) {
    OpinionsPage page;
    page.open = {.caption = visit.say("opinion.list.caption"),
                 .heads = {},
                 .rows = {},
                 .dense = true,
                 .cards = true,
                 .empty = visit.say("opinion.list.none")};
    for (const auto* key : {"dossier", "question", "asked_by", "due"})
        page.open.heads.push_back({visit.say(fmt::format("opinion.list.{}", key))});
    for (const auto& opinion : asked_of(visit)) {
        html::Cell due{moment(opinion.due_at)};
        if (standing(opinion, visit.now) == Standing::silent) due.tag = html::Tag{visit.say("opinion.list.late", {due.text}), "red"};
        page.open.rows.push_back({{opinion.procedure_name + " · " + opinion.code, "/dossiers/" + opinion.code},
                                  {opinion.question},
                                  {opinion.asked_by_name},
                                  std::move(due)});
    }
    const visit::Look look{
        .title = visit.say("opinion.list.title"), .back = html::Link{visit.say("opinion.list.back"), "/desk"}, .wide = true};
    return visit.page(200, look, [&](html::Out& out) { views::opinions(out, page); });
}

} // namespace

visit::Routes web_routes() {
    return {{http::Method::get, "/desk/opinions", visit::Access::any_of({Role::officer, Role::approver}), show}};
}

} // namespace motcua::opinion
