#include "html/components.hpp"

#include "html/views.hpp"

namespace motcua::html {

std::string framed(const Frame& frame, Out&& main) {
    Out page(main.locale(), std::string(main.csrf()));
    views::frame(page, frame, Safe::trusted(std::move(main).take()));
    return std::move(page).take();
}

ErrorSummary summary_of(const std::vector<FieldErrorText>& errors) {
    ErrorSummary summary;
    for (const auto& error : errors) summary.lines.push_back({error.text, error.field.empty() ? "" : Field{.name = error.field}.id()});
    return summary;
}

} // namespace motcua::html
