#include "wallet/kinds.hpp"

#include "base/embedded.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <stdexcept>

namespace motcua::wallet {

namespace {

std::vector<std::string> texts_in(const boost::json::object& row, std::string_view name) {
    std::vector<std::string> texts;
    if (const auto* array = row.if_contains(name))
        for (const auto& one : array->as_array()) texts.emplace_back(one.as_string());
    return texts;
}

PaperKind kind_of(const boost::json::object& row) {
    PaperKind kind;
    kind.key = row.at("key").as_string();
    kind.name = row.at("name").as_string();
    kind.name_en = row.at("name_en").as_string();
    kind.results = texts_in(row, "results");
    kind.result_of = texts_in(row, "result_of");
    for (const auto& place : row.at("satisfies").as_array())
        kind.satisfies.push_back({std::string(place.at("procedure").as_string()), std::string(place.at("part").as_string())});
    if (const auto& months = row.at("valid_months"); !months.is_null()) kind.valid_months = static_cast<int>(months.as_int64());
    return kind;
}

/// The file travels in the program and a test holds it to its shape: what is wrong with it is broken machinery.
std::vector<PaperKind> read() {
    const auto file = embedded::file("data/wallet/kinds.json");
    if (!file) throw std::logic_error("data/wallet/kinds.json is missing");
    std::vector<PaperKind> kinds;
    const auto rows = boost::json::parse(file->bytes);
    for (const auto& row : rows.as_array()) kinds.push_back(kind_of(row.as_object()));
    return kinds;
}

bool holds(const std::vector<std::string>& texts, std::string_view text) {
    return std::ranges::find(texts, text) != texts.end();
}

template <class Is>
const PaperKind* first(Is is) {
    const auto all = paper_kinds();
    const auto found = std::ranges::find_if(all, is);
    return found == all.end() ? nullptr : &*found;
}

} // namespace

bool PaperKind::fits(std::string_view procedure, std::string_view part) const {
    return std::ranges::any_of(satisfies, [&](const Place& place) { return place.procedure == procedure && place.part == part; });
}

std::string_view PaperKind::name_in(Locale locale) const {
    return locale == Locale::vi ? name : name_en;
}

std::span<const PaperKind> paper_kinds() {
    static const auto kinds = read();
    return kinds;
}

const PaperKind* paper_kind(std::string_view key) {
    return first([&](const PaperKind& kind) { return kind.key == key; });
}

const PaperKind* kind_of_result(const procedure::Procedure& procedure) {
    return first([&](const PaperKind& kind) {
        return holds(kind.result_of, procedure.code) || (!procedure.result_code.empty() && holds(kind.results, procedure.result_code));
    });
}

const PaperKind* kind_of_part(std::string_view procedure, std::string_view part) {
    return first([&](const PaperKind& kind) { return kind.fits(procedure, part); });
}

std::optional<Day> valid_until(const PaperKind& kind, Day from) {
    if (!kind.valid_months) return std::nullopt;
    const auto date = civil(from);
    const int months = date.month - 1 + *kind.valid_months;
    for (int day = date.day;; --day)
        if (const auto same = day_of(date.year + months / 12, months % 12 + 1, day)) return *same - 1;
}

} // namespace motcua::wallet
