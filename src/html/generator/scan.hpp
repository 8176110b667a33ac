#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace motcua::generator {

/// One word of a view, in order.
struct Piece {
    enum class Kind {
        literal,
        include, ///< argument: the header in its quotes
        view,    ///< argument: name(parameters)
        call,    ///< argument: name(arguments)
        let,     ///< argument: name = expression
        value,   ///< argument: C++ expression
        raw,
        sentence, ///< argument: key and arguments
        csrf,
        if_begin,
        elif_branch,
        else_branch,
        for_begin, ///< argument: `part in page.parts` or `part, index in page.parts`
        end
    };
    Kind kind;
    std::string argument;
    int line = 1;
    bool own_line = false; ///< a directive, not braces
};

/// What is wrong with a file, and where.
struct Fault {
    int line;
    std::string reason;
};

/// Cuts a view file into pieces: directives (lines that begin with @), interpolations in braces, literal markup as written.
/// HTML comments are left out. Throws Fault.
std::vector<Piece> scan(std::string_view text);

/// The words of `{t key first second}`: cut at spaces outside quotes, parentheses, brackets and braces.
std::vector<std::string> words_of(std::string_view text);

} // namespace motcua::generator
