#include "html/generator/scan.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace motcua::generator {

namespace {

using Kind = Piece::Kind;

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// The first word and the rest.
std::pair<std::string_view, std::string_view> cut(std::string_view text) {
    const auto space = text.find_first_of(" \t");
    if (space == std::string_view::npos) return {text, {}};
    return {text.substr(0, space), trimmed(text.substr(space))};
}

/// Follows C++ quotes and brackets through an expression.
class Nesting {
  public:
    void read(char letter) {
        if (quote_ != 0) {
            if (escaped_)
                escaped_ = false;
            else if (letter == '\\')
                escaped_ = true;
            else if (letter == quote_)
                quote_ = 0;
        } else if (letter == '"' || letter == '\'') {
            quote_ = letter;
        } else if (letter == '(' || letter == '[' || letter == '{') {
            ++depth_;
        } else if (letter == ')' || letter == ']' || letter == '}') {
            --depth_;
        }
    }
    bool outside() const { return depth_ == 0 && quote_ == 0; }

  private:
    int depth_ = 0;
    char quote_ = 0;
    bool escaped_ = false;
};

struct Word {
    std::string_view name;
    Kind kind;
    bool argument;
};

constexpr std::array<Word, 9> directives{{{"include", Kind::include, true},
                                          {"view", Kind::view, true},
                                          {"call", Kind::call, true},
                                          {"let", Kind::let, true},
                                          {"if", Kind::if_begin, true},
                                          {"elif", Kind::elif_branch, true},
                                          {"else", Kind::else_branch, false},
                                          {"for", Kind::for_begin, true},
                                          {"end", Kind::end, false}}};

constexpr std::array<Word, 7> inline_words{{{"t", Kind::sentence, true},
                                            {"raw", Kind::raw, true},
                                            {"csrf", Kind::csrf, false},
                                            {"if", Kind::if_begin, true},
                                            {"elif", Kind::elif_branch, true},
                                            {"else", Kind::else_branch, false},
                                            {"end", Kind::end, false}}};

class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::vector<Piece> pieces() {
        while (at_ < text_.size()) {
            if (!line_start_ || !take_directive()) take_markup();
        }
        flush();
        return std::move(pieces_);
    }

  private:
    bool take_directive() {
        const auto end = std::min(text_.find('\n', at_), text_.size());
        const auto line = trimmed(text_.substr(at_, end - at_));
        line_start_ = false;
        if (!line.starts_with('@')) return false;
        const auto [name, argument] = cut(line.substr(1));
        const auto word = std::ranges::find(directives, name, &Word::name);
        if (word == directives.end()) throw Fault{line_, "there is no directive @" + std::string(name)};
        add(*word, argument, "@");
        at_ = std::min(end + 1, text_.size());
        ++line_;
        line_start_ = true;
        return true;
    }

    void take_markup() {
        const auto rest = text_.substr(at_);
        if (rest.starts_with("<!--")) return skip_comment();
        if (rest.starts_with("{{")) return keep('{', 2);
        if (rest.starts_with('{')) return take_braces();
        keep(rest.front(), 1);
    }

    void keep(char letter, std::size_t read) {
        if (literal_.empty()) literal_line_ = line_;
        literal_ += letter;
        at_ += read;
        if (letter == '\n') ++line_, line_start_ = true;
    }

    void skip_comment() {
        const auto end = text_.find("-->", at_);
        if (end == std::string_view::npos) throw Fault{line_, "the comment has no end"};
        line_ += static_cast<int>(std::ranges::count(text_.substr(at_, end - at_), '\n'));
        at_ = end + 3;
    }

    void take_braces() {
        Nesting nesting;
        std::size_t end = at_;
        do {
            if (end == text_.size() || text_[end] == '\n') throw Fault{line_, "a brace is not closed on its line"};
            nesting.read(text_[end++]);
        } while (!nesting.outside());
        const auto inside = trimmed(text_.substr(at_ + 1, end - at_ - 2));
        if (inside.empty()) throw Fault{line_, "empty braces; write {{ for a brace"};
        const auto [name, argument] = cut(inside);
        const auto word = std::ranges::find(inline_words, name, &Word::name);
        if (word != inline_words.end())
            add(*word, argument, "");
        else
            add({"", Kind::value, true}, inside, "");
        at_ = end;
    }

    void add(const Word& word, std::string_view argument, const char* mark) {
        if (argument.empty() == word.argument) {
            throw Fault{line_, mark + std::string(word.name) + (word.argument ? " needs an argument" : " takes no argument")};
        }
        flush();
        pieces_.push_back({word.kind, std::string(argument), line_, *mark == '@'});
    }

    void flush() {
        if (!literal_.empty()) pieces_.push_back({Kind::literal, std::exchange(literal_, {}), literal_line_});
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
    bool line_start_ = true;
    std::string literal_;
    int literal_line_ = 1;
    std::vector<Piece> pieces_;
};

} // namespace

std::vector<Piece> scan(std::string_view text) {
    return Scanner(text).pieces();
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    Nesting nesting;
    bool inside = false;
    for (const char letter : text) {
        const bool space = (letter == ' ' || letter == '\t') && nesting.outside();
        nesting.read(letter);
        if (!space && !std::exchange(inside, true)) words.emplace_back();
        if (space)
            inside = false;
        else
            words.back() += letter;
    }
    return words;
}

} // namespace motcua::generator
