#include "dossier/routes.hpp"

#include "base/text.hpp"
#include "dossier/handling.hpp"
#include "dossier/pages.hpp"
#include "dossier/views/case.hpp"
#include "dossier/views/citizen.hpp"
#include "dossier/views/lists.hpp"
#include "visit/refusal.hpp"

#include <fmt/format.h>

#include <charconv>

namespace motcua::dossier {

namespace {

using account::Role;

std::vector<html::Choice> officer_choices(const visit::Visit& visit, const Dossier& dossier) {
    std::vector<html::Choice> choices;
    for (const auto& holder : officers_for(visit, dossier))
        choices.push_back({fmt::format("{}", holder.id), holder.name, {}, holder.id == dossier.assignee});
    return choices;
}

html::ErrorSummary summary(const visit::Visit& visit, const Error& error, const std::string& prefix) {
    html::ErrorSummary summary;
    for (const auto& line : visit.errors_of(error))
        summary.lines.push_back({line.text, line.field.empty() ? "" : "f-" + prefix + line.field});
    return summary;
}

/// Puts what was typed back into a field, and what was wrong with it beside it.
void refill(const visit::Visit& visit, html::Field& field, const std::vector<html::FieldErrorText>& errors, std::string_view bare) {
    field.value = visit.request.form_value(field.name);
    for (const auto* piece : {"-day", "-month", "-year"}) {
        auto& slot = piece[1] == 'd' ? field.day : piece[1] == 'm' ? field.month : field.year;
        slot = visit.request.form_value(field.name + piece);
    }
    const auto chosen = visit.request.form_values(field.name);
    for (auto& choice : field.choices) choice.chosen = std::find(chosen.begin(), chosen.end(), choice.value) != chosen.end();
    for (const auto& error : errors)
        if (error.field == bare) field.error = error.text;
}

void show_error(const visit::Visit& visit, CasePage& page, const Error& error, Action action) {
    const auto prefix = std::string(word_of(action)) + ".";
    page.errors = summary(visit, error, prefix);
    for (auto& form : page.actions) {
        form.open = form.action == word_of(action);
        if (!form.open) continue;
        for (auto& field : form.fields) {
            refill(visit, field, visit.errors_of(error), field.name.substr(prefix.size()));
            for (auto& line : page.errors->lines) // "please write this" says little far away from its field
                if (line.target == field.id()) line.text = field.label + ": " + line.text;
        }
    }
}

void show_error(const visit::Visit& visit, CitizenPage& page, const Error& error) {
    page.errors = summary(visit, error, "");
    for (auto* field : {&page.supplement_file, &page.supplement_note, &page.withdrawal_reason, &page.rating, &page.rating_words})
        refill(visit, *field, visit.errors_of(error), field->name);
}

http::Response page_of(const visit::Visit& visit) {
    return show(visit, visit.value("code"));
}

http::Response mine(const visit::Visit& visit) {
    MinePage page;
    for (const auto& line : of_account(visit.services.database, visit.actor.account, 100)) {
        const auto* procedure = visit.law->procedures.find(line.procedure, local_day(line.submitted_at));
        const bool promised = line.due_at && !is_end(line.state) && line.state != State::resolved;
        page.dossiers.push_back({procedure ? procedure->short_name : line.procedure, "/dossiers/" + line.code,
                                 tag_of(visit, line.state, line.urgent_at.has_value()), line.code,
                                 promised ? visit.say("dossier.mine.due", {vi_day(local_day(*line.due_at))}) : ""});
    }
    return visit.page(200, visit.say("dossier.mine.title"), [&](html::Out& out) { views::mine(out, page); });
}

TrackPage track_form(const visit::Visit& visit) {
    using Kind = html::Field::Kind;
    TrackPage page;
    page.code = {.kind = Kind::text,
                 .name = "code",
                 .label = visit.say("dossier.track.code"),
                 .hint = visit.say("dossier.track.code_hint"),
                 .value = std::string(visit.request.form_value("code")),
                 .width = 30};
    page.secret = {.kind = Kind::text,
                   .name = "secret",
                   .label = visit.say("dossier.track.secret"),
                   .hint = visit.say("dossier.track.secret_hint"),
                   .value = std::string(visit.request.form_value("secret")),
                   .width = 10};
    return page;
}

http::Response track_page(const visit::Visit& visit) {
    const auto page = track_form(visit);
    return visit.page(200, visit.say("dossier.track.title"), [&](html::Out& out) { views::track(out, page); });
}

/// People copy codes with spaces and small letters.
std::string copied(std::string_view text) {
    std::string result;
    for (const char letter : trim(text))
        if (letter != ' ') result += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
    return result;
}

http::Response tracked(const visit::Visit& visit, std::string_view code, std::string_view secret, const Error* error = nullptr) {
    const auto& services = visit.services;
    const auto folder = track(services.database, *visit.law, services.number_key, copied(code), copied(secret));
    if (folder) {
        auto page = citizen_page(visit, *folder, false);
        if (error) show_error(visit, page, *error);
        return visit.page(error ? visit::status_of(error->kind) : 200, page.code, [&](html::Out& out) { views::citizen(out, page); });
    }
    auto page = track_form(visit);
    page.errors = html::ErrorSummary{{{visit.say("dossier.track.wrong"), page.code.id()}}};
    page.code.error = visit.say("dossier.track.wrong");
    return visit.page(422, visit.say("dossier.track.title"), [&](html::Out& out) { views::track(out, page); });
}

http::Response track_post(const visit::Visit& visit) {
    return tracked(visit, visit.request.form_value("code"), visit.request.form_value("secret"));
}

http::Response track_link(const visit::Visit& visit) {
    return tracked(visit, visit.value("code"), visit.value("secret"));
}

/// Without an account: code and secret are enough to say how it was.
http::Response track_rating(visit::Visit& visit) {
    const auto code = copied(visit.value("code")), secret = copied(visit.value("secret"));
    const auto rated = rate_tracked(work_of(visit), code, secret, rating_of(Typed(visit, Action::rating)));
    if (rated) return visit.redirect(fmt::format("/track/{}/{}", code, secret));
    if (rated.error().kind != Kind::invalid) return visit.refuse(rated.error());
    return tracked(visit, code, secret, &rated.error());
}

} // namespace

http::Response show(const visit::Visit& visit, std::string_view code, const Error* error, Action action) {
    const auto folder = open(work_of(visit), code);
    if (!folder) return visit.refuse(folder.error());
    const int status = error ? visit::status_of(error->kind) : 200;
    if (folder->dossier.account == visit.actor.account) {
        auto page = citizen_page(visit, *folder, true);
        if (error) show_error(visit, page, *error);
        return visit.page(status, page.code, [&](html::Out& out) { views::citizen(out, page); });
    }
    auto page = case_page(visit, *folder, officer_choices(visit, folder->dossier));
    if (error) show_error(visit, page, *error, action);
    return visit.page(status, visit::Look{.title = page.code, .back = html::Link{visit.say("dossier.desk.title"), "/desk"}, .wide = true},
                      [&](html::Out& out) { views::one_case(out, page); });
}

visit::Routes web_routes() {
    using enum http::Method;
    const auto any = visit::Access::anyone();
    const auto in = visit::Access::signed_in();
    const http::BodyRule form{http::BodyRule::Form::urlencoded, 64 * 1024};
    visit::Routes routes{
        {get, "/track", any, track_page},
        {post, "/track", any, track_post, form, {}, visit::Pace::lookup},
        {get, "/track/{code}/{secret}", any, track_link, {}, {}, visit::Pace::lookup},
        {post, "/track/{code}/{secret}/rating", any, track_rating, form, {}, visit::Pace::lookup},
        {get, "/me/dossiers", in, mine},
        {get, "/dossiers/{code}", in, page_of},
        {get, "/dossiers/{code}/papers/{document}", in, download_paper},
    };
    for (auto& route : action_routes()) routes.push_back(std::move(route));
    for (auto& route : desk_routes()) routes.push_back(std::move(route));
    return routes;
}

} // namespace motcua::dossier
