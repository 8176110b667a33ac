#include "paper/downloads.hpp"
#include "paper/register_page.hpp"
#include "paper/routes.hpp"
#include "paper/views/register.hpp"
#include "visit/refusal.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::paper {

namespace {

/// The units whose registers this person may read, the nearest first.
std::vector<const unit::Unit*> own_units(const visit::Visit& visit) {
    std::vector<const unit::Unit*> units;
    const auto roles = case_roles();
    for (const auto& grant : visit.actor.grants) {
        if (std::ranges::find(roles, grant.role) == roles.end()) continue;
        for (const auto id : visit.law->units.subtree(grant.unit)) {
            const auto* unit = visit.law->units.find(id);
            if (!unit->identifier.empty() && unit->valid_on(local_day(visit.now)) && std::ranges::find(units, unit) == units.end())
                units.push_back(unit);
        }
    }
    return units;
}

html::Field day_field(const visit::Visit& visit, const std::string& name, const std::optional<Day>& day) {
    html::Field field{.kind = html::Field::Kind::date, .name = name, .label = visit.say("paper.register." + name)};
    const auto& request = visit.request;
    field.day = request.query_value(name + "-day");
    field.month = request.query_value(name + "-month");
    field.year = request.query_value(name + "-year");
    if (!day) return field;
    const auto date = civil(*day);
    field.day = fmt::format("{}", date.day);
    field.month = fmt::format("{}", date.month);
    field.year = fmt::format("{}", date.year);
    return field;
}

RegisterPage page_of(const visit::Visit& visit) {
    const auto query = register_query(visit);
    const auto units = own_units(visit);
    RegisterPage page;
    html::Field choice{.kind = html::Field::Kind::select, .name = "unit", .label = visit.say("paper.register.of_unit")};
    for (const auto* unit : units) choice.choices.push_back({unit->identifier, unit->full_name, {}, unit == query.unit});
    if (units.size() == 1) {
        page.unit = units.front()->identifier;
        page.unit_name = units.front()->full_name;
    } else {
        page.units = std::move(choice);
    }
    // At first the month so far.
    const Day today = local_day(visit.now);
    const bool fresh = visit.request.query_value("from-day").empty() && !query.from && !query.to;
    page.days.push_back(day_field(visit, "from", fresh ? today - (civil(today).day - 1) : query.from));
    page.days.push_back(day_field(visit, "to", fresh ? today : query.to));
    return page;
}

http::Response show(const visit::Visit& visit, int status, const RegisterPage& page) {
    return visit.page(status,
                      visit::Look{.title = visit.say("paper.register.page"), .back = html::Link{visit.say("dossier.desk.title"), "/desk"}},
                      [&](html::Out& out) { views::register_page(out, page); });
}

http::Response form(const visit::Visit& visit) {
    return show(visit, 200, page_of(visit));
}

http::Response answer(const visit::Visit& visit, Result<http::Response> made) {
    if (made) return *std::move(made);
    if (made.error().kind != motcua::Kind::invalid) return visit.refuse(made.error());
    auto page = page_of(visit);
    page.errors = html::ErrorSummary{};
    for (const auto& error : visit.errors_of(made.error())) {
        page.errors->lines.push_back({error.text, "f-" + error.field});
        for (auto& day : page.days)
            if (day.name == error.field) day.error = error.text;
        if (page.units && error.field == "unit") page.units->error = error.text;
    }
    return show(visit, visit::status_of(made.error().kind), page);
}

} // namespace

visit::Routes web_routes() {
    using enum http::Method;
    const auto staff = visit::Access::any_of(case_roles());
    visit::Routes routes{
        {get, "/desk/register", staff, form},
        {get, "/desk/register.pdf", staff, [](const visit::Visit& visit) { return answer(visit, register_pdf(visit)); }},
        {get, "/desk/register.csv", staff, [](const visit::Visit& visit) { return answer(visit, register_csv(visit)); }},
    };
    for (std::size_t index = 0; index < Words<Kind>::words.size(); ++index) {
        const auto kind = static_cast<Kind>(index);
        const bool inner = kind == Kind::control_sheet;
        routes.push_back({get, fmt::format("/dossiers/{{code}}/{}.pdf", word_of(kind)), inner ? staff : visit::Access::signed_in(),
                          [kind](const visit::Visit& visit) { return download(visit, kind); }});
        if (inner) continue;
        routes.push_back({get,
                          fmt::format("/track/{{code}}/{{secret}}/{}.pdf", word_of(kind)),
                          visit::Access::anyone(),
                          [kind](const visit::Visit& visit) { return download_tracked(visit, kind); },
                          {},
                          {},
                          visit::Pace::lookup});
    }
    return routes;
}

} // namespace motcua::paper
