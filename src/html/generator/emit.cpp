#include "html/generator/emit.hpp"

#include "html/generator/context.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <utility>

namespace motcua::generator {

namespace {

using Kind = Piece::Kind;

constexpr std::string_view csrf_input = R"(<input type="hidden" name="csrf" value=")";

bool is_key(std::string_view word) {
    const auto fits = [](char letter) { return std::islower(letter) || std::isdigit(letter) || letter == '_' || letter == '.'; };
    return !word.empty() && word.find('.') != std::string_view::npos && std::ranges::all_of(word, fits);
}

std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char letter : text) {
        if (letter == '\n')
            result += "\\n";
        else if (letter == '"' || letter == '\\')
            result += {'\\', letter};
        else
            result += letter;
    }
    return result + '"';
}

std::string_view writer_of(Context::Escape escape) {
    switch (escape) {
    case Context::Escape::text:
        return "text";
    case Context::Escape::attribute:
        return "attribute";
    case Context::Escape::url:
        return "url";
    default:
        return "url_part";
    }
}

/// An @if or @for that waits for its end.
struct Block {
    Kind kind;
    int line;
    Context before;
    std::optional<Context> branches = {}; ///< joined ends of the branches so far
    bool complete = false;                ///< has an else
};

class Emitter {
  public:
    Emitted emitted(const std::vector<Piece>& pieces, std::string_view folder, std::string_view stem) {
        for (const auto& piece : pieces) {
            line_ = piece.line;
            try {
                take(piece);
            } catch (const Wrong& wrong) {
                throw Fault{line_, wrong.what()};
            }
        }
        finish_view();
        return {header(folder), source(folder, stem), std::move(keys_)};
    }

  private:
    void take(const Piece& piece) {
        if (piece.kind == Kind::include) {
            includes_ += "#include " + piece.argument + "\n";
        } else if (piece.kind == Kind::view) {
            begin_view(piece.argument);
        } else if (!in_view_) {
            if (piece.kind == Kind::literal && piece.argument.find_first_not_of(" \t\r\n") == std::string::npos) return;
            throw Wrong("this stands outside a @view");
        } else if (piece.kind == Kind::literal) {
            literal(piece.argument);
        } else {
            line_begun_ = piece.own_line;
            inside(piece);
        }
    }

    void inside(const Piece& piece) {
        switch (piece.kind) {
        case Kind::call:
            call(piece.argument);
            break;
        case Kind::let:
            statement("const auto " + piece.argument + ";");
            break;
        case Kind::value:
            statement(fmt::format("out.{}({});", writer_of(context_.interpolate()), piece.argument));
            break;
        case Kind::raw:
            raw(piece.argument);
            break;
        case Kind::sentence:
            sentence(piece.argument);
            break;
        case Kind::csrf:
            csrf();
            break;
        case Kind::if_begin:
            begin(piece, fmt::format("if ({}) {{", piece.argument));
            break;
        case Kind::elif_branch:
            branch(fmt::format("}} else if ({}) {{", piece.argument), false);
            break;
        case Kind::else_branch:
            branch("} else {", true);
            break;
        case Kind::for_begin:
            loop(piece);
            break;
        default:
            end();
        }
    }

    void begin_view(const std::string& argument) {
        finish_view();
        const auto open = argument.find('(');
        if (open == std::string::npos || !argument.ends_with(')')) throw Wrong("a view is written @view name(parameters)");
        const auto parameters = argument.substr(open + 1, argument.size() - open - 2);
        const auto head = fmt::format("void {}(html::Out& out{}{})", argument.substr(0, open), parameters.empty() ? "" : ", ", parameters);
        declarations_ += head + ";\n";
        body_ += "\n" + head + " {\n";
        in_view_ = true;
        line_begun_ = true;
        context_ = Context();
    }

    void finish_view() {
        if (!in_view_) return;
        if (!blocks_.empty()) throw Fault{blocks_.back().line, "this block has no @end"};
        if (!context_.in_text()) throw Fault{line_, "the view ends inside a tag"};
        flush();
        body_ += "}\n";
        in_view_ = false;
    }

    /// Drops indentation and blank lines, but where white space matters.
    void literal(std::string_view text) {
        for (const char letter : text) {
            const bool space = letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
            if (line_begun_ && space && !context_.keeps_space()) {
                line_ += letter == '\n';
                continue;
            }
            context_.read(letter);
            pending_ += letter;
            line_begun_ = letter == '\n';
            line_ += letter == '\n';
        }
    }

    void call(const std::string& argument) {
        const auto open = argument.find('(');
        if (open == std::string::npos || !argument.ends_with(')')) throw Wrong("a call is written @call name(arguments)");
        if (context_.interpolate() != Context::Escape::text) throw Wrong("a view is called between tags only");
        const bool none = open + 2 == argument.size();
        calls_components_ = calls_components_ || argument.starts_with("html::views::");
        statement(fmt::format("{}(out{}{};", argument.substr(0, open), none ? "" : ", ", argument.substr(open + 1)));
    }

    void raw(const std::string& argument) {
        if (context_.interpolate() != Context::Escape::text) throw Wrong("raw markup stands between tags only");
        statement(fmt::format("out.raw({});", argument));
    }

    void csrf() {
        if (context_.interpolate() != Context::Escape::text) throw Wrong("{csrf} stands between tags only");
        pending_ += csrf_input;
        statement("out.attribute(out.csrf());");
        pending_ += "\">";
    }

    /// A key as it stands in locales/, or an expression in parentheses that gives one.
    void sentence(const std::string& argument) {
        const auto escape = context_.interpolate();
        if (escape == Context::Escape::url || escape == Context::Escape::url_part) throw Wrong("a sentence is no URL");
        auto words = words_of(argument);
        if (is_key(words[0])) {
            keys_.push_back(words[0]);
            words[0] = quoted(words[0]);
        } else if (!words[0].starts_with('(')) {
            throw Wrong("not a locale key: " + words[0]);
        }
        std::string arguments;
        for (std::size_t i = 1; i < words.size(); ++i) arguments += fmt::format("{}out.plain({})", i > 1 ? ", " : "", words[i]);
        if (!arguments.empty()) arguments = ", {" + arguments + "}";
        statement(fmt::format("out.{}({}{});", escape == Context::Escape::text ? "sentence" : "sentence_attribute", words[0], arguments));
    }

    void begin(const Piece& piece, const std::string& line) {
        statement(line);
        blocks_.push_back({piece.kind, piece.line, context_});
    }

    void loop(const Piece& piece) {
        const auto in = piece.argument.find(" in ");
        if (in == std::string::npos) throw Wrong("a loop is written @for one in many");
        auto name = piece.argument.substr(0, in);
        std::string index;
        if (const auto comma = name.find(','); comma != std::string::npos) {
            index = name.substr(name.find_first_not_of(' ', comma + 1));
            name.resize(comma);
        }
        const auto first = index.empty() ? "" : fmt::format("std::size_t {} = 0; ", index);
        begin(piece, fmt::format("for ({}const auto& {} : {}) {{", first, name, piece.argument.substr(in + 4)));
        indices_.push_back(index);
    }

    Block& innermost() {
        if (blocks_.empty()) throw Wrong("this has no @if or @for before it");
        return blocks_.back();
    }

    void branch(const std::string& line, bool last) {
        Block& block = innermost();
        if (block.kind != Kind::if_begin || block.complete) throw Wrong("this branch belongs to no @if");
        flush();
        block.branches = block.branches ? Context::joined(*block.branches, context_) : context_;
        block.complete = last;
        context_ = block.before;
        add_line(line, -1);
    }

    void end() {
        const Block block = innermost();
        flush();
        if (block.branches) context_ = Context::joined(*block.branches, context_);
        if (!block.complete) context_ = Context::joined(block.before, context_);
        blocks_.pop_back();
        if (block.kind == Kind::for_begin) {
            if (!indices_.back().empty()) add_line(fmt::format("    ++{};", indices_.back()));
            indices_.pop_back();
        }
        add_line("}");
    }

    void statement(const std::string& line) {
        flush();
        add_line(line);
    }
    void flush() {
        if (!pending_.empty()) add_line(fmt::format("out.literal({});", quoted(std::exchange(pending_, {}))));
    }
    void add_line(const std::string& line, int shift = 0) {
        body_.append(4 * (1 + blocks_.size() + static_cast<std::size_t>(shift)), ' ');
        body_ += line + "\n";
    }

    std::string header(std::string_view folder) const {
        return fmt::format("#pragma once\n\n#include \"html/out.hpp\"\n{}\nnamespace motcua::{}::views {{\n\n{}\n}}\n", includes_, folder,
                           declarations_);
    }
    std::string source(std::string_view folder, std::string_view stem) const {
        const auto components = calls_components_ ? "#include \"html/views.hpp\"\n" : "";
        return fmt::format("#include \"{}/views/{}.hpp\"\n{}\nnamespace motcua::{}::views {{\n{}\n}}\n", folder, stem, components, folder,
                           body_);
    }

    std::string includes_, declarations_, body_, pending_;
    std::vector<std::string> keys_, indices_;
    std::vector<Block> blocks_;
    Context context_;
    int line_ = 1;
    bool in_view_ = false;
    bool line_begun_ = true;
    bool calls_components_ = false;
};

} // namespace

Emitted emit(const std::vector<Piece>& pieces, std::string_view folder, std::string_view stem) {
    return Emitter().emitted(pieces, folder, stem);
}

} // namespace motcua::generator
