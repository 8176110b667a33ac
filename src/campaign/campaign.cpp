#include "campaign/campaign.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace motcua::campaign {

namespace {

constexpr int whole = 10'000;
constexpr std::size_t id_limit = 60;

bool is_id(std::string_view text) {
    const auto fits = [](char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-'; };
    return !text.empty() && text.size() <= id_limit && std::all_of(text.begin(), text.end(), fits);
}

std::string text_of(const boost::json::object& data, std::string_view name) {
    const auto* value = data.if_contains(name);
    return value && value->is_string() ? tidy(std::string_view(value->as_string())) : std::string();
}

std::optional<int> target_in(const boost::json::object& data) {
    const auto* value = data.if_contains("target");
    const auto* number = value ? value->if_int64() : nullptr;
    if (!number || *number < 0 || *number > whole) return std::nullopt;
    return static_cast<int>(*number);
}

Result<std::map<Id, int>> unit_targets_of(const boost::json::object& data, const unit::Tree& units, Day day) {
    std::map<Id, int> targets;
    const auto* list = data.if_contains("unit_targets");
    if (!list) return targets;
    if (!list->is_array()) return refuse_field("unit_targets", "campaign.data_wrong");
    for (const auto& entry : list->as_array()) {
        const auto* object = entry.if_object();
        const auto target = object ? target_in(*object) : std::nullopt;
        if (!target) return refuse_field("unit_targets", "campaign.data_wrong");
        const auto* unit = units.with_code(text_of(*object, "unit"), day);
        if (!unit) return refuse_field("unit_targets", "campaign.unknown_unit");
        targets[unit->id] = *target;
    }
    return targets;
}

int rounded(const Rate& rate, std::int64_t parts) {
    return rate.exists() ? static_cast<int>((rate.numerator * parts * 2 + rate.denominator) / (rate.denominator * 2)) : 0;
}

} // namespace

int Rate::basis_points() const {
    return rounded(*this, whole);
}

int Rate::per_mille() const {
    return rounded(*this, 1000);
}

std::strong_ordering compare(const Rate& left, const Rate& right) {
    if (!left.exists() || !right.exists()) return left.exists() <=> right.exists();
    return left.numerator * right.denominator <=> right.numerator * left.denominator;
}

bool reaches(const Rate& rate, int target) {
    return rate.exists() && rate.numerator * whole >= target * rate.denominator;
}

int Campaign::days_left(Day today) const {
    return std::clamp(to - today, 0, days());
}

int Campaign::day_number(Day today) const {
    return std::clamp(today - from + 1, 0, days());
}

int Campaign::target_of(Id unit, const unit::Tree& units) const {
    const auto path = units.path(unit);
    for (auto place = path.rbegin(); place != path.rend(); ++place)
        if (const auto own = unit_targets.find((*place)->id); own != unit_targets.end()) return own->second;
    return target;
}

Result<Campaign> from_json(const boost::json::object& data, const unit::Tree& units) {
    Campaign campaign;
    campaign.id = text_of(data, "id");
    campaign.name = text_of(data, "name");
    campaign.name_en = text_of(data, "name_en");
    campaign.plan = text_of(data, "plan");
    if (!is_id(campaign.id)) return refuse_field("id", "campaign.data_wrong");
    if (campaign.name.empty()) return refuse_field("name", "campaign.data_missing");
    const auto from = parse_day(text_of(data, "from"));
    const auto to = parse_day(text_of(data, "to"));
    if (!from) return refuse_field("from", "campaign.data_wrong");
    if (!to || *to < *from) return refuse_field("to", "campaign.data_wrong");
    campaign.from = *from;
    campaign.to = *to;
    const auto target = target_in(data);
    if (!target) return refuse_field("target", "campaign.data_wrong");
    campaign.target = *target;
    const auto* unit = units.with_code(text_of(data, "unit"), campaign.from);
    if (!unit) return refuse_field("unit", "campaign.unknown_unit");
    campaign.unit = unit->id;
    campaign.unit_targets = TRY(unit_targets_of(data, units, campaign.from));
    return campaign;
}

} // namespace motcua::campaign
