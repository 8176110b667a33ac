#include "html/generator/context.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace motcua::generator {

namespace {

constexpr std::array<std::string_view, 7> url_attributes{"href", "src", "action", "formaction", "poster", "cite", "xlink:href"};
constexpr std::array<std::string_view, 3> closed_attributes{"srcdoc", "srcset", "ping"}; // no value can be made safe for them in one step

bool one_of(std::string_view word, const auto& words) {
    return std::ranges::find(words, word) != words.end();
}

bool is_space(char letter) {
    return std::isspace(static_cast<unsigned char>(letter));
}

char lower(char letter) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
}

} // namespace

void Context::read(char letter) {
    switch (place_) {
    case Place::text:
        read_text(letter);
        break;
    case Place::value:
        if (letter == '"') place_ = Place::in_tag, needs_break_ = true;
        value_begun_ = true;
        break;
    case Place::single_quoted:
        if (letter == '\'') place_ = Place::in_tag, needs_break_ = true;
        break;
    case Place::unquoted:
        if (is_space(letter)) place_ = Place::in_tag;
        if (letter == '>') end_of_tag();
        break;
    default:
        read_tag(letter);
    }
}

void Context::read_text(char letter) {
    if (letter == '<') place_ = Place::markup_opened;
    if (in_script_ && letter != '<' && !is_space(letter)) throw Wrong("script and style come from files, not from the page");
}

void Context::read_tag(char letter) {
    if (place_ == Place::in_tag && needs_break_ && !is_space(letter) && letter != '>' && letter != '/') {
        throw Wrong("a space is missing between two attributes");
    }
    needs_break_ = false;
    if (place_ == Place::markup_opened) {
        if (!std::isalpha(static_cast<unsigned char>(letter)) && letter != '/' && letter != '!') throw Wrong("write &lt; for a lone <");
        tag_ = lower(letter);
        place_ = Place::tag_name;
    } else if (letter == '>') {
        end_of_tag();
    } else if (is_space(letter)) {
        if (place_ != Place::before_value) place_ = Place::in_tag;
    } else if (place_ == Place::tag_name) {
        tag_ += lower(letter);
    } else if (place_ == Place::before_value) {
        place_ = letter == '"' ? Place::value : letter == '\'' ? Place::single_quoted : Place::unquoted;
    } else if (letter == '=') {
        begin_value();
    } else if (letter != '/') {
        if (place_ == Place::in_tag) attribute_.clear();
        attribute_ += lower(letter);
        place_ = Place::attribute_name;
    }
}

void Context::begin_value() {
    const bool event = attribute_.starts_with("on");
    if (event || attribute_ == "style") throw Wrong("the pages' policy forbids the attribute " + attribute_);
    value_begun_ = false;
    place_ = Place::before_value;
}

void Context::end_of_tag() {
    place_ = Place::text;
    if (tag_ == "script" || tag_ == "style") in_script_ = true;
    if (tag_ == "/script" || tag_ == "/style") in_script_ = false;
    if (tag_ == "pre" || tag_ == "textarea") keeps_space_ = true;
    if (tag_ == "/pre" || tag_ == "/textarea") keeps_space_ = false;
}

Context::Escape Context::interpolate() {
    if (place_ == Place::text) {
        if (in_script_) throw Wrong("no value may stand in script or style");
        return Escape::text;
    }
    if (place_ == Place::single_quoted) throw Wrong("a value stands in double quotes, not in single ones");
    if (place_ == Place::unquoted || place_ == Place::before_value) throw Wrong("a value in an attribute stands in double quotes");
    if (place_ != Place::value) throw Wrong("no value may stand inside a tag, outside an attribute's quotes");
    if (one_of(attribute_, closed_attributes)) throw Wrong("no value may stand in the attribute " + attribute_);
    const bool first = !std::exchange(value_begun_, true);
    if (!one_of(attribute_, url_attributes)) return Escape::attribute;
    return first ? Escape::url : Escape::url_part;
}

bool Context::same_place(const Context& other) const {
    if (place_ != other.place_ || in_script_ != other.in_script_ || keeps_space_ != other.keeps_space_) return false;
    if (place_ == Place::text || place_ == Place::in_tag) return true;
    const bool url = one_of(attribute_, url_attributes);
    return tag_ == other.tag_ && attribute_ == other.attribute_ && (!url || value_begun_ == other.value_begun_);
}

Context Context::joined(const Context& one, const Context& other) {
    const auto settled = [](Context context) {
        if (context.place_ == Place::attribute_name || context.place_ == Place::tag_name)
            context.place_ = Place::in_tag, context.needs_break_ = true;
        return context;
    };
    Context left = settled(one);
    const Context right = settled(other);
    if (!left.same_place(right)) throw Wrong("the branches end in different places of the markup");
    left.needs_break_ = left.needs_break_ || right.needs_break_;
    left.value_begun_ = left.value_begun_ || right.value_begun_;
    return left;
}

} // namespace motcua::generator
