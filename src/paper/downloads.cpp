#include "paper/downloads.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <charconv>

namespace motcua::paper {

namespace {

using account::Role;

std::optional<int> whole_number(std::string_view text) {
    text = trim(text);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

dossier::Work work_of(const visit::Visit& visit) {
    return {visit.services.database, *visit.law, visit.actor, visit.now, visit.services.number_key, visit.locale};
}

Source source_of(const visit::Visit& visit, const dossier::Folder& folder, bool masked) {
    return {*visit.law, folder, visit.services.number_key, visit.services.public_url, visit.services.demo, masked};
}

http::Response file(std::string type, std::string bytes, std::string_view disposition, std::string_view name) {
    auto response = http::Response::text(200, std::move(type), std::move(bytes));
    response.set("content-disposition", fmt::format("{}; filename=\"{}\"", disposition, name));
    response.set("cache-control", "no-store");
    return response;
}

http::Response printed(const visit::Visit& visit, const dossier::Folder& folder, Kind kind, bool masked) {
    const auto asked = visit.request.query_value("event");
    const auto event = asked.empty() ? 0 : whole_number(asked).value_or(-1);
    const auto wanted = visit.request.query_value("size");
    const auto size = wanted == "a4" && kind == Kind::receipt ? document::PaperSize::a4 : usual_size(kind);
    auto bytes = print(source_of(visit, folder, masked), kind, size, event);
    if (!bytes) return visit.refuse(bytes.error());
    return file("application/pdf", *std::move(bytes), "inline", fmt::format("{}-{}.pdf", folder.dossier.code, word_of(kind)));
}

std::optional<Day> day_of_query(const visit::Visit& visit, const std::string& name) {
    const auto& request = visit.request;
    if (const auto whole = parse_day(trim(request.query_value(name)))) return whole;
    const auto day = whole_number(request.query_value(name + "-day")), month = whole_number(request.query_value(name + "-month")),
               year = whole_number(request.query_value(name + "-year"));
    if (!day || !month || !year) return std::nullopt;
    return day_of(*year, *month, *day);
}

template <class Print>
Result<http::Response> register_file(const visit::Visit& visit, std::string type, std::string_view ending, Print&& print) {
    const auto query = register_query(visit);
    if (!query.unit) return refuse_field("unit", "paper.register.no_unit");
    if (!query.from) return refuse_field("from", "paper.register.no_day");
    if (!query.to) return refuse_field("to", "paper.register.no_day");
    const auto lines = TRY(dossier::register_of(work_of(visit), query.unit->id, *query.from, *query.to));
    const Register source{*visit.law, query.unit->id, *query.from, *query.to, lines, visit.services.public_url, visit.services.demo};
    const auto name = fmt::format("{}-{}-{}.{}", query.unit->identifier, iso(*query.from), iso(*query.to), ending);
    return file(std::move(type), print(source), ending == "pdf" ? "inline" : "attachment", name);
}

} // namespace

std::vector<Role> case_roles() {
    return {Role::clerk, Role::officer, Role::approver, Role::cashier, Role::controller, Role::auditor};
}

http::Response download(const visit::Visit& visit, Kind kind) {
    const auto folder = dossier::open(work_of(visit), visit.value("code"));
    if (!folder) return visit.refuse(folder.error());
    return printed(visit, *folder, kind, false);
}

http::Response download_tracked(const visit::Visit& visit, Kind kind) {
    const auto& services = visit.services;
    const auto folder = dossier::track(services.database, *visit.law, services.number_key, visit.value("code"), visit.value("secret"));
    if (!folder) return visit.refuse(folder.error());
    return printed(visit, *folder, kind, true);
}

RegisterQuery register_query(const visit::Visit& visit) {
    const auto from = day_of_query(visit, "from"), to = day_of_query(visit, "to");
    const auto identifier = visit.request.query_value("unit");
    const auto* unit = visit.law->units.with_identifier(identifier, local_day(visit.now));
    // A unit that is no more kept its register.
    if (!unit && to) unit = visit.law->units.with_identifier(identifier, *to);
    return {unit, from, to};
}

Result<http::Response> register_pdf(const visit::Visit& visit) {
    return register_file(visit, "application/pdf", "pdf", [](const Register& source) { return print(source); });
}

Result<http::Response> register_csv(const visit::Visit& visit) {
    return register_file(visit, "text/csv; charset=utf-8", "csv", [](const Register& source) { return csv_of(source); });
}

} // namespace motcua::paper
