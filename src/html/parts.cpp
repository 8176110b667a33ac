#include "html/parts.hpp"

#include <array>

namespace motcua::html::parts {

using Kind = Field::Kind;

std::string described_by(const Field& field) {
    std::string ids;
    if (!field.hint.empty()) ids = field.id() + "-hint";
    if (!field.error.empty()) ids += (ids.empty() ? "" : " ") + field.id() + "-error";
    return ids;
}

std::string_view input_type(const Field& field) {
    switch (field.kind) {
    case Kind::password:
        return "password";
    case Kind::email:
        return "email";
    case Kind::telephone:
        return "tel";
    case Kind::search:
        return "search";
    default:
        return "text"; // numbers too: type=number loses what people type and scrolls values away
    }
}

std::string_view input_mode(const Field& field) {
    if (!field.input_mode.empty()) return field.input_mode;
    return field.kind == Kind::number ? "numeric" : "";
}

std::string width_class(int characters) {
    constexpr std::array widths{2, 3, 4, 5, 10, 20, 30};
    if (characters <= 0) return "";
    for (const int width : widths) {
        if (characters <= width) return " govuk-input--width-" + std::to_string(width);
    }
    return "";
}

std::string choice_id(const Field& field, std::size_t index) {
    return index == 0 ? field.id() : field.id() + "-" + std::to_string(index + 1);
}

bool grouped(const Field& field) {
    return field.kind == Kind::date || field.kind == Kind::radios || field.kind == Kind::checkboxes;
}

std::string_view tag_class(const Tag& tag) {
    if (tag.colour == "blue") return " govuk-tag--blue";
    if (tag.colour == "green") return " govuk-tag--green";
    if (tag.colour == "yellow") return " govuk-tag--yellow";
    if (tag.colour == "orange") return " govuk-tag--orange";
    if (tag.colour == "red") return " govuk-tag--red";
    return " govuk-tag--grey";
}

std::string_view button_class(const Button& button) {
    if (button.kind == "secondary") return " govuk-button--secondary";
    if (button.kind == "warning") return " govuk-button--warning";
    return "";
}

std::string_view notice_class(const Notice& notice) {
    if (notice.kind == "success") return "mc-notice mc-notice--success";
    if (notice.kind == "warning") return "mc-notice mc-notice--warning";
    return "mc-notice";
}

std::string_view step_class(const Step& step) {
    if (step.state == "done") return "mc-step mc-step--done";
    if (step.state == "now") return "mc-step mc-step--now";
    return "mc-step";
}

std::string_view step_key(const Step& step) {
    if (step.state == "done") return "html.step.done";
    if (step.state == "now") return "html.step.now";
    return "html.step.later";
}

std::string_view other_language(Locale locale) {
    return code_of(locale == Locale::vi ? Locale::en : Locale::vi);
}

bool is_current(const Frame& frame, const Link& link) {
    return frame.path == link.url || (link.url.size() > 1 && frame.path.starts_with(link.url + "/"));
}

} // namespace motcua::html::parts
