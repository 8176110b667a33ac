#include "dossier/handling.hpp"

#include "base/text.hpp"
#include "document/document.hpp"

#include <fmt/format.h>

#include <charconv>

namespace motcua::dossier {

namespace {

constexpr int longest_hours = 200;

std::optional<int> number_of(std::string_view text) {
    text = trim(text);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// 0: none.
Id id_of(std::string_view text) {
    Id id = 0;
    std::from_chars(text.data(), text.data() + text.size(), id);
    return id;
}

Target target_of(const visit::Visit& visit) {
    return {std::string(visit.value("code")), number_of(visit.request.form_value("version")).value_or(0)};
}

Grounds grounds_of(const Typed& typed) {
    return {std::string(typed.text("reason")), std::string(typed.text("legal_ground"))};
}

SupplementRequest supplement_request_of(const Typed& typed) {
    SupplementRequest request;
    const std::string reason(typed.text("reason"));
    for (const auto item : typed.texts("items"))
        if (!trim(item).empty()) request.items.push_back({std::string(item), reason});
    if (const auto other = trim(typed.text("other")); !other.empty()) request.items.push_back({std::string(other), reason});
    request.legal_ground = typed.text("legal_ground");
    request.until = typed.day("until").value_or(Day{});
    request.again = typed.text("again") == "yes";
    return request;
}

/// The ticked ones (`H10.35|officer|8`), and the one that was typed beside them.
Result<std::vector<opinion::Place>> places_of(const visit::Visit& visit, const Typed& typed) {
    std::vector<opinion::Place> places;
    for (const auto ticked : typed.texts("places")) {
        const auto pieces = split(ticked, '|');
        if (pieces.size() == 3) places.push_back(TRY(place_of(visit, "places", pieces[0], pieces[1], number_of(pieces[2]).value_or(0))));
    }
    if (!trim(typed.text("unit")).empty())
        places.push_back(TRY(place_of(visit, "unit", typed.text("unit"), typed.text("role"), typed.number("hours"))));
    return places;
}

Money amount_of(std::string_view text) {
    std::string digits;
    for (const char letter : text)
        if (letter != '.' && letter != ' ') digits += letter; // people write 50.000
    return {number_of(digits).value_or(0)};
}

} // namespace

Result<opinion::Place> place_of(const visit::Visit& visit, std::string_view field, std::string_view identifier, std::string_view role,
                                int hours) {
    const auto* unit = visit.law->units.with_identifier(trim(identifier), local_day(visit.now));
    if (!unit) return refuse_field(std::string(field), "opinion.unknown_unit");
    const auto word = from_word<account::Role>(role);
    if (word != account::Role::officer && word != account::Role::approver) return refuse_field(std::string(field), "opinion.choose_places");
    if (hours < 1 || hours > longest_hours) return refuse_field(std::string(field), "opinion.hours");
    return opinion::Place{unit->id, *word, hours};
}

Rating rating_of(const Typed& typed) {
    Rating rating{typed.number("satisfaction"), std::string(typed.text("words"))};
    for (const auto& questionnaire : rating::questionnaires())
        for (const auto& question : questionnaire.questions)
            if (const auto name = "answers." + question.key; !typed.text(name).empty()) rating.answers[question.key] = typed.number(name);
    return rating;
}

Work work_of(const visit::Visit& visit) {
    return {visit.services.database,
            *visit.law,
            visit.actor,
            visit.now,
            visit.services.number_key,
            visit.locale,
            {&visit.services.keys, visit.services.papers}};
}

std::string_view Typed::text(std::string_view name) const {
    const auto prefixed = prefix_ + std::string(name);
    return visit_.request.has_form(prefixed) ? visit_.request.form_value(prefixed) : visit_.request.form_value(name);
}

std::vector<std::string_view> Typed::texts(std::string_view name) const {
    const auto prefixed = prefix_ + std::string(name);
    return visit_.request.has_form(prefixed) ? visit_.request.form_values(prefixed) : visit_.request.form_values(name);
}

std::optional<Day> Typed::day(std::string_view name) const {
    if (const auto whole = parse_day(trim(text(name)))) return whole;
    const auto piece = [&](std::string_view suffix) { return number_of(text(std::string(name) + std::string(suffix))); };
    const auto day = piece("-day"), month = piece("-month"), year = piece("-year");
    if (!day || !month || !year) return std::nullopt;
    return day_of(*year, *month, *day);
}

Id Typed::id(std::string_view name) const {
    return id_of(text(name));
}

int Typed::number(std::string_view name) const {
    return number_of(text(name)).value_or(-1);
}

Result<std::vector<PaperLink>> keep_uploads(const visit::Visit& visit, std::string_view part) {
    std::vector<PaperLink> links;
    for (const auto& upload : visit.request.uploads) {
        if (upload.bytes == 0 && upload.file_name.empty()) continue; // a file field left empty
        const auto kept = TRY(document::keep(visit.services.database, visit.services.papers, upload, visit.actor, visit.now));
        links.push_back({std::string(part), kept.id});
    }
    return links;
}

namespace {

/// What the counter does with papers and results.
Result<Dossier> run_at_counter(const Work& work, const Target& target, Action action, const Typed& typed) {
    switch (action) {
    case Action::hand_over:
        return hand_over(work, target, typed.text("to"), typed.text("ground"));
    case Action::dispatch:
        return dispatch(work, target, {std::string(typed.text("carrier")), std::string(typed.text("waybill"))});
    case Action::parcel_return:
        return return_parcel(work, target, typed.text("reason"));
    case Action::paper_check:
        return check_paper(work, target, typed.id("document"));
    default:
        return refuse(Kind::not_found, "dossier.not_found");
    }
}

} // namespace

Result<Dossier> run_typed(const visit::Visit& visit, Action action) {
    const auto work = work_of(visit);
    const auto target = target_of(visit);
    const Typed typed(visit, action);
    switch (action) {
    case Action::acceptance:
        return accept(work, target);
    case Action::refusal:
        return refuse_it(work, target, grounds_of(typed));
    case Action::supplement_request:
        return request_supplement(work, target, supplement_request_of(typed));
    case Action::supplement:
        return supplement(work, target, typed.text("note"), TRY(keep_uploads(visit)));
    case Action::assignment:
        return assign(work, target, typed.id("officer"));
    case Action::step:
        return finish_step(work, target,
                           {std::string(typed.text("opinion")), std::string(typed.text("to")), typed.text("silent") == "yes"});
    case Action::send_back:
        return send_back(work, target, typed.text("reason"), typed.text("to"));
    case Action::opinion_request:
        return request_opinions(work, target, TRY(places_of(visit, typed)), typed.text("question"));
    case Action::opinion:
        return give_opinion(work, target, typed.text("verdict"), typed.text("words"));
    case Action::fee_request:
        return request_fee(work, target, amount_of(typed.text("amount")), typed.text("reason"));
    case Action::fee_settlement:
        return settle_fee(work, target, typed.text("receipt_number"));
    case Action::apology:
        return apologise(work, target, typed.day("new_day").value_or(Day{}), typed.text("reason"));
    case Action::withdrawal:
        return withdraw(work, target, typed.text("reason"));
    case Action::stop:
        return stop(work, target, grounds_of(typed));
    case Action::result: {
        const auto papers = TRY(keep_uploads(visit));
        return resolve(work, target, {papers.empty() ? 0 : papers.front().document, std::string(typed.text("note"))});
    }
    case Action::rating:
        return rate(work, target, rating_of(typed));
    case Action::correction:
        return correct(work, target, typed.text("what"));
    case Action::transfer: {
        const auto* unit = visit.law->units.with_identifier(trim(typed.text("to")), local_day(visit.now));
        return transfer(work, target, {unit ? unit->id : 0, std::string(typed.text("reason"))});
    }
    case Action::transfer_receipt:
        return confirm_arrival(work, target);
    case Action::digitisation:
        return digitise(work, target, TRY(scans_typed(visit, typed)));
    default:
        return run_at_counter(work, target, action, typed);
    }
}

} // namespace motcua::dossier
