#pragma once

#include "base/locale.hpp"
#include "form/form.hpp"
#include "html/components.hpp"
#include "unit/unit.hpp"

#include <optional>
#include <string>
#include <vector>

/// A question as the pieces that pages are made of.
namespace motcua::form {

/// Fields that stand together: all of a question, or one row of a repeated group. Without a legend they stand on the page itself.
struct Block {
    html::Fieldset fieldset;
    std::optional<html::Button> remove = {}; ///< of a row: name `remove`, value `khach.2`
    std::optional<html::Button> add = {};    ///< below a group's last row: name `add`, value `khach`
};

struct QuestionFields {
    std::vector<Block> blocks;
    bool titled = false; ///< the only field carries the question's title as the page's h1
};

/// What a page of a question shows. `typed` is what was sent last and is shown again as it was, wrong or not; without it the answers
/// are shown. `errors` stand beside their fields, in the reader's language.
struct Showing {
    const Answers& answers;
    const Typed* typed = nullptr;
    const std::vector<FieldError>* errors = nullptr;
    const std::vector<std::string>* places = nullptr; ///< to choose from in addresses; see places_of
    Locale locale = Locale::vi;
};
QuestionFields fields_of(const Form& form, const Question& question, const Showing& showing);

/// What was typed, with an empty row more of `group` (a button `add`), or without `row`, `khach.2` (a button `remove`). What names
/// no group of the question, or one that is full, changes nothing.
Typed with_row(const Form& form, const Question& question, Typed typed, std::string_view group);
Typed without_row(Typed typed, std::string_view row);

/// The lowest units of a day in words, for addresses: `Xã Phước Tân, Huyện Phú Riềng, Tỉnh Bình Phước`, in the order of the tree.
std::vector<std::string> places_of(const unit::Tree& units, Day day);

} // namespace motcua::form
