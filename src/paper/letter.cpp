#include "paper/letter.hpp"

#include "base/locale.hpp"
#include "base/text.hpp"
#include "dossier/numbering.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

namespace motcua::paper {

namespace {

/// `Nguyễn Thị Lan` → `N. T. Lan`
std::string initials(std::string_view name) {
    const auto words = split(name, ' ');
    std::string masked;
    for (std::size_t index = 0; index + 1 < words.size(); ++index) masked += std::string(shorten(words[index], 1)) + ". ";
    return masked + std::string(words.back());
}

dossier::Owner shown_owner(dossier::Owner owner, bool masked) {
    if (!masked) return owner;
    return {initials(owner.name), motcua::masked(owner.citizen_number), motcua::masked(owner.phone), "", ""};
}

/// `Xã Phước Tân` → `xã Phước Tân`, inside a name. Kinds of units begin with plain letters.
std::string inside(std::string name) {
    if (!name.empty() && name[0] >= 'A' && name[0] <= 'Z') name[0] = static_cast<char>(name[0] + 32);
    return name;
}

} // namespace

Office office_of(const unit::Tree& units, Id id) {
    const auto path = units.path(id);
    if (path.empty()) return {};
    const auto& unit = *path.back();
    if (unit.type != unit::Type::office)
        return {say("paper.committee"), unit.full_name, say("paper.committee_of", {inside(unit.full_name)}), unit.name};
    const auto* above = path.size() > 1 ? path[path.size() - 2] : nullptr;
    return {above ? say("paper.committee_of", {inside(above->full_name)}) : "", unit.full_name, unit.full_name,
            above ? above->name : unit.name};
}

std::string say(std::string_view key, std::vector<std::string> arguments) {
    return sentence(Locale::vi, key, arguments);
}

std::string moment(Instant at) {
    return say("dossier.moment", {vi_clock(at), vi_day(local_day(at))});
}

std::string long_day(Day day) {
    const auto date = civil(day);
    // Single days, and the months January and February, get a zero in front so that nobody can write one in.
    const auto month = date.month < 3 ? fmt::format("{:02}", date.month) : fmt::format("{}", date.month);
    return say("paper.long_day", {fmt::format("{:02}", date.day), month, fmt::format("{}", date.year)});
}

boost::json::object details_of(const dossier::Event& event) {
    return boost::json::parse(event.details).as_object();
}

std::string text_in(const boost::json::object& details, std::string_view key) {
    const auto* value = details.if_contains(key);
    return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

Letter::Letter(const Source& source, document::PaperSize size, const dossier::Event& event, std::string_view title)
    : source_(source), event_(event), details_(details_of(event)),
      procedure_(source.law.procedures.version(source.folder.dossier.procedure, source.folder.dossier.procedure_version)),
      owner_(shown_owner(source.folder.dossier.owner, source.masked)), office_(office_of(source.law.units, source.folder.dossier.unit)),
      title_(title), pdf_(size, title, event.at) {}

void Letter::head(From from, std::string_view number) {
    const auto place_and_date = say("paper.place_day", {office_.place, long_day(local_day(event_.at))});
    if (from == From::desk)
        pdf_.letterhead(office_.authority, say("paper.desk"), number, place_and_date);
    else
        pdf_.letterhead(office_.above, office_.name, number, place_and_date);
    pdf_.title(title_);
    if (source_.masked) pdf_.note(say("paper.masked"));
}

std::string Letter::number() const {
    const int number = dossier::paper_number_in(details_);
    if (number == 0) return say("paper.code", {dossier().code});
    return say("paper.number", {fmt::format("{:02}", number), say(fmt::format("dossier.series.{}", word_of(event_.action)))});
}

void Letter::fact(std::string_view key, std::string_view value) {
    if (!value.empty()) pdf_.fact(say(key), value);
}

void Letter::about(std::string_view whom_key) {
    fact(whom_key, owner_.name);
    fact("dossier.fact.owner_number", owner_.citizen_number);
    fact("dossier.fact.owner_address", owner_.address);
    fact("dossier.fact.owner_phone", owner_.phone);
    fact("paper.email", owner_.email);
    fact("paper.content", procedure_ ? fmt::format("{} ({})", procedure_->name, procedure_->code) : dossier().procedure);
}

void Letter::close(std::string_view role, std::string_view name) {
    pdf_.foot(say("paper.recipients"), {say("paper.recipient", {owner_.name}), say("paper.filed", {dossier().code})}, role, name);
    tracking();
}

void Letter::tracking() {
    const auto& code = dossier().code;
    const auto secret = dossier::tracking_secret(source_.number_key, code);
    pdf_.qr(
        fmt::format("{}/track/{}/{}", source_.public_url, code, secret),
        {say("paper.track", {fmt::format("{}/track", source_.public_url)}), say("paper.code", {code}), say("paper.track_code", {secret})});
    if (source_.demo) pdf_.note(say("paper.demo"));
}

} // namespace motcua::paper
