#include "publication/pages.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace motcua::publication {

namespace {

using Kind = html::Field::Kind;
using workflow::Step;

constexpr int asks_on_the_form = 3;
constexpr std::size_t name_limit = 120;
constexpr std::string_view roles[] = {"clerk", "officer", "approver"};

std::optional<std::size_t> place_of(const std::vector<Step>& steps, std::string_view key) {
    const auto found = std::ranges::find(steps, key, &Step::key);
    return found == steps.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - steps.begin()));
}

std::string new_key(const std::vector<Step>& steps) {
    for (std::size_t number = steps.size() + 1;; ++number)
        if (auto key = fmt::format("step-{}", number); !place_of(steps, key)) return key;
}

/// What was typed goes before what is stored, so that a refused form loses nothing.
std::string shown(const visit::Visit& visit, const std::string& name, std::string stored) {
    return visit.request.has_form(name) ? std::string(visit.request.form_value(name)) : std::move(stored);
}

html::Field role_field(const visit::Visit& visit, const std::string& name, std::string_view stored,
                       std::span<const std::string_view> from) {
    html::Field field{.kind = Kind::select, .name = name, .label = visit.say("workflow.field.role")};
    const auto chosen = shown(visit, name, std::string(stored));
    for (const auto role : from) field.choices.push_back({std::string(role), workflow::role_name(role, visit.locale), {}, role == chosen});
    return field;
}

html::Field unit_field(const visit::Visit& visit, const std::string& name, const std::string& stored, std::string_view hint) {
    return {.kind = Kind::text,
            .name = name,
            .label = visit.say("workflow.field.unit"),
            .hint = visit.say(hint),
            .value = shown(visit, name, stored),
            .required = false,
            .width = 20,
            .suggestions = "units"};
}

html::Field number_field(const visit::Visit& visit, const std::string& name, std::string_view label, int stored, std::string suffix,
                         bool required) {
    return {.kind = Kind::number,
            .name = name,
            .label = visit.say(label),
            .value = shown(visit, name, stored == 0 && !required ? "" : fmt::format("{}", stored)),
            .required = required,
            .suffix = std::move(suffix),
            .width = 5};
}

/// Other steps to tick; `end` stands for the end.
html::Field steps_field(const visit::Visit& visit, const Draft& draft, std::string_view key, const std::string& name,
                        const std::vector<std::string>& stored) {
    html::Field field{.kind = Kind::checkboxes,
                      .name = name,
                      .label = visit.say(fmt::format("workflow.field.{}", name)),
                      .hint = visit.say(fmt::format("workflow.field.{}_hint", name)),
                      .required = false};
    const auto typed = visit.request.form_values(name);
    const auto chosen = [&](std::string_view value) {
        if (visit.request.has_form("name")) return std::ranges::find(typed, value) != typed.end();
        return std::ranges::find(stored, value) != stored.end();
    };
    for (std::size_t place = 1; place < draft.steps.size(); ++place)
        if (const auto& step = draft.steps[place]; step.key != key)
            field.choices.push_back({step.key, fmt::format("{}. {}", place + 1, step.name), {}, chosen(step.key)});
    if (name == "next") field.choices.push_back({std::string(workflow::the_end), visit.say("workflow.end"), {}, chosen(workflow::the_end)});
    return field;
}

html::Field after_field(const visit::Visit& visit, const Draft& draft, std::string_view key) {
    html::Field field{
        .kind = Kind::select, .name = "after", .label = visit.say("workflow.field.after"), .hint = visit.say("workflow.field.after_hint")};
    const auto place = place_of(draft.steps, key);
    const auto before = shown(visit, "after", place ? draft.steps[*place - 1].key : draft.steps[draft.steps.size() - 2].key);
    for (std::size_t other = 0; other < draft.steps.size(); ++other)
        if (const auto& step = draft.steps[other]; step.key != key)
            field.choices.push_back({step.key, fmt::format("{}. {}", other + 1, step.name), {}, step.key == before});
    return field;
}

std::string ask_name(int number, std::string_view piece) {
    return fmt::format("ask-{}-{}", number, piece);
}

std::vector<html::Fieldset> ask_fields(const visit::Visit& visit, const Step& step) {
    std::vector<html::Fieldset> all;
    for (int number = 1; number <= asks_on_the_form; ++number) {
        const auto place = static_cast<std::size_t>(number - 1);
        const auto ask = place < step.asks.size() ? step.asks[place] : workflow::Ask{};
        auto role = role_field(visit, ask_name(number, "role"), ask.role, workflow::roles_asked());
        role.required = false;
        all.push_back({visit.say("workflow.field.ask", {fmt::format("{}", number)}),
                       {std::move(role), unit_field(visit, ask_name(number, "unit"), ask.unit, "workflow.field.ask_unit_hint"),
                        number_field(visit, ask_name(number, "hours"), "workflow.field.hours", ask.hours,
                                     visit.say("workflow.field.hours_suffix"), false)}});
    }
    return all;
}

Result<std::vector<workflow::Ask>> typed_asks(const visit::Visit& visit) {
    std::vector<workflow::Ask> asks;
    for (int number = 1; number <= asks_on_the_form; ++number) {
        const auto role = visit.request.form_value(ask_name(number, "role"));
        const auto hours = trim(visit.request.form_value(ask_name(number, "hours")));
        if (role.empty() && hours.empty()) continue;
        const auto value = number_in(hours);
        if (!value) return refuse_field(ask_name(number, "hours"), "workflow.whole_hours");
        if (role.empty()) return refuse_field(ask_name(number, "role"), "workflow.choose_role");
        asks.push_back({std::string(trim(visit.request.form_value(ask_name(number, "unit")))), std::string(role), *value});
    }
    return asks;
}

std::vector<std::string> typed_keys(const visit::Visit& visit, std::string_view name) {
    std::vector<std::string> keys;
    for (const auto key : visit.request.form_values(name))
        if (!key.empty()) keys.emplace_back(key);
    return keys;
}

Result<Step> typed_step(const visit::Visit& visit) {
    Step step;
    step.name = tidy(visit.request.form_value("name"));
    if (step.name.empty()) return refuse_field("name", "workflow.name_needed");
    if (length(step.name) > name_limit) return refuse_field("name", "workflow.too_long", {fmt::format("{}", name_limit)});
    step.role = visit.request.form_value("role");
    if (std::ranges::find(roles, step.role) == std::end(roles)) return refuse_field("role", "workflow.choose_role");
    const auto share = number_in(visit.request.form_value("share"));
    if (!share || *share > 100) return refuse_field("share", "workflow.whole_share");
    step.share = *share;
    step.unit = trim(visit.request.form_value("unit"));
    step.next = typed_keys(visit, "next");
    step.back = typed_keys(visit, "back");
    step.asks = TRY(typed_asks(visit));
    return step;
}

/// Every current unit that dossiers can be sent to, to pick from while typing.
std::vector<html::Choice> unit_choices(const visit::Visit& visit) {
    std::vector<html::Choice> choices;
    for (const auto& unit : visit.law->units.all())
        if (unit.valid_on(local_day(visit.now)) && !unit.identifier.empty()) choices.push_back({unit.identifier, unit.full_name});
    return choices;
}

} // namespace

std::optional<int> number_in(std::string_view text) {
    text = trim(text);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > 1'000'000) return std::nullopt;
    return value;
}

StepPage step_page(const visit::Visit& visit, const Draft& draft, std::string_view key) {
    const auto place = place_of(draft.steps, key);
    const auto step = place ? draft.steps[*place] : Step{.key = "", .name = "", .role = "officer"};
    StepPage page;
    page.title = place ? visit.say("workflow.step.title", {fmt::format("{}", *place + 1), step.name}) : visit.say("workflow.step.new");
    page.url = fmt::format("/admin/workflows/{}/draft/steps/{}", draft.procedure, key);
    page.revision = draft.revision;
    page.may_remove = place && *place > 0 && draft.steps.size() > 2;
    page.fields.push_back(
        {.kind = Kind::text, .name = "name", .label = visit.say("workflow.field.name"), .value = shown(visit, "name", step.name)});
    page.fields.push_back(role_field(visit, "role", step.role, roles));
    page.fields.push_back(unit_field(visit, "unit", step.unit, "workflow.field.unit_hint"));
    page.fields.push_back(number_field(visit, "share", "workflow.field.share", step.share, "%", true));
    if (place != 0u) page.fields.push_back(after_field(visit, draft, key));
    page.fields.push_back(steps_field(visit, draft, key, "next", step.next));
    if (place != 0u) {
        page.fields.push_back(steps_field(visit, draft, key, "back", step.back));
        page.asks = ask_fields(visit, step);
    }
    page.units = unit_choices(visit);
    return page;
}

Result<void> put_typed_step(const visit::Visit& visit, std::string_view key, std::vector<Step>& steps) {
    auto step = TRY(typed_step(visit));
    const auto place = place_of(steps, key);
    step.key = place ? std::string(key) : new_key(steps);
    if (place == 0u) {
        steps[0] = std::move(step);
        return {};
    }
    const auto after = visit.request.form_value("after");
    if (!place_of(steps, after) || after == key) return refuse_field("after", "workflow.choose_place");
    if (place) steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(*place));
    steps.insert(steps.begin() + static_cast<std::ptrdiff_t>(*place_of(steps, after) + 1), std::move(step));
    return {};
}

Result<void> remove_step(std::string_view key, std::vector<Step>& steps) {
    const auto place = place_of(steps, key);
    if (!place || *place == 0 || steps.size() <= 2) return refuse(motcua::Kind::conflict, "workflow.step_stays");
    steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(*place));
    for (auto& step : steps) {
        std::erase(step.next, key);
        std::erase(step.back, key);
    }
    return {};
}

} // namespace motcua::publication
