#include "dossier/handling.hpp"
#include "dossier/routes.hpp"

#include <fmt/format.h>

namespace motcua::dossier {

namespace {

using account::Role;

/// One handler for every action: do it, then show the dossier; what was wrong is shown with what was typed. Who comes too late sees the
/// dossier as it is now, so that they decide anew.
http::Response take_action(visit::Visit& visit, Action action) {
    const auto done = run_typed(visit, action);
    if (done) {
        visit.services.wake_jobs();
        return visit.redirect("/dossiers/" + done->code);
    }
    if (done.error().kind == Kind::invalid || done.error().kind == Kind::conflict)
        return show(visit, visit.value("code"), &done.error(), action);
    return visit.refuse(done.error());
}

/// For what still waits because its key was away. Who decides on the result may ask for it.
Result<void> ask_again(const visit::Visit& visit) {
    const auto dossier = TRY(find(work_of(visit), visit.value("code")));
    TRY(can(visit.actor, Action::result, dossier, visit.law->units));
    return visit.services.database.write([&](db::Tx& tx) -> Result<void> {
        bool asked = false;
        for (const auto& one : signature::of_dossier(tx, dossier.unit, dossier.id))
            asked |= signature::ask_again(tx, dossier.unit, dossier.id, one.document, visit.now).has_value();
        return asked ? Result<void>() : refuse(Kind::conflict, "signature.nothing_waits");
    });
}

http::Response sign_again(visit::Visit& visit) {
    const auto asked = ask_again(visit);
    if (!asked) return visit.refuse(asked.error());
    visit.services.wake_jobs();
    return visit.redirect("/dossiers/" + std::string(visit.value("code")));
}

struct Row {
    Action action;
    std::vector<Role> roles; ///< empty: everybody signed in; can() decides by the dossier
    bool files = false;
};

} // namespace

visit::Routes action_routes() {
    using Form = http::BodyRule::Form;
    const http::BodyRule form{Form::urlencoded, 64 * 1024};
    const http::BodyRule files{Form::multipart, 52'000'000, 10'000'000, 60};
    const std::vector<Row> rows{
        {Action::acceptance, {Role::clerk}},
        {Action::refusal, {Role::clerk}},
        {Action::supplement_request, {Role::clerk, Role::officer}},
        {Action::supplement, {Role::citizen, Role::clerk}, true},
        {Action::assignment, {Role::clerk, Role::approver}},
        {Action::step, {Role::officer, Role::approver}},
        {Action::send_back, {Role::approver}},
        {Action::fee_request, {Role::clerk, Role::officer}},
        {Action::fee_settlement, {Role::cashier}},
        {Action::apology, {Role::approver}},
        {Action::withdrawal, {Role::citizen, Role::clerk}},
        {Action::stop, {Role::approver}},
        {Action::result, {Role::approver}, true},
        {Action::hand_over, {Role::clerk}},
        {Action::rating, {Role::citizen}},
        {Action::correction, {Role::controller}},
        {Action::transfer, {Role::clerk, Role::officer}},
        {Action::transfer_receipt, {Role::clerk, Role::officer}},
        {Action::opinion_request, {Role::officer}},
        {Action::opinion, {Role::officer, Role::approver}},
        {Action::digitisation, {Role::clerk}, true},
        {Action::paper_check, {Role::clerk, Role::officer}},
        {Action::dispatch, {Role::clerk}},
        {Action::parcel_return, {Role::clerk}},
    };
    visit::Routes routes{{http::Method::post, "/dossiers/{code}/signature", visit::Access::any_of({Role::approver}), sign_again, form}};
    for (const auto& row : rows)
        routes.push_back({http::Method::post,
                          fmt::format("/dossiers/{{code}}/{}", word_of(row.action)),
                          visit::Access::any_of(row.roles),
                          [action = row.action](visit::Visit& visit) { return take_action(visit, action); },
                          row.files ? files : form,
                          {},
                          row.files ? visit::Pace::upload : visit::Pace::ordinary});
    return routes;
}

} // namespace motcua::dossier
