#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace motcua::generator {

/// What is wrong with a view, without its place.
struct Wrong : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Where in an HTML document the generator stands. It reads literal markup character by character, so that at each interpolation
/// it knows how the value has to be escaped, or that no value may stand there at all.
class Context {
  public:
    enum class Place {
        text,          ///< between tags
        markup_opened, ///< just after `<`
        tag_name,
        in_tag, ///< between attributes
        attribute_name,
        before_value, ///< after `=`
        value,        ///< in double quotes
        single_quoted,
        unquoted
    };
    enum class Escape { text, attribute, url, url_part };

    /// Reads one literal character. Throws Wrong for inline script, inline style and event attributes: the pages' policy forbids them.
    void read(char letter);
    /// How a value at this place is escaped; the value then counts as read. Throws Wrong where none may stand.
    Escape interpolate();
    /// Whether white space matters here (pre, textarea).
    bool keeps_space() const { return keeps_space_; }
    bool in_text() const { return place_ == Place::text; }
    /// The context after a branch that may or may not have run, or after two branches. Throws Wrong when they end in different places.
    static Context joined(const Context& one, const Context& other);

  private:
    void read_text(char letter);
    void read_tag(char letter);
    void end_of_tag();
    void begin_value();
    bool same_place(const Context& other) const;

    Place place_ = Place::text;
    std::string tag_;          ///< lower case, `/` first when it closes
    std::string attribute_;    ///< lower case
    bool value_begun_ = false; ///< something stands in the attribute's value already
    bool in_script_ = false;   ///< script or style
    bool keeps_space_ = false;
    bool needs_break_ = false; ///< after an optional attribute: a space or the end of the tag has to follow
};

} // namespace motcua::generator
