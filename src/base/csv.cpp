#include "base/csv.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace motcua::csv {

namespace {

class Parser {
  public:
    explicit Parser(std::string_view text) : text_(text) {}

    std::expected<std::vector<Row>, Fault> rows() {
        std::vector<Row> rows;
        while (at_ < text_.size()) {
            Row row{line_, {}};
            for (bool more = true; more;) {
                std::string value;
                if (auto wrong = text_[at_] == '"' ? quoted(value) : plain(value); !wrong.empty())
                    return std::unexpected(Fault{line_, std::move(wrong)});
                row.cells.push_back(std::move(value));
                more = take(',');
                if (more && at_ == text_.size()) row.cells.emplace_back(), more = false;
            }
            take('\r');
            if (at_ < text_.size() && !take('\n')) return std::unexpected(Fault{line_, "a cell goes on after its closing quote"});
            ++line_;
            if (row.cells.size() > 1 || !row.cells.front().empty()) rows.push_back(std::move(row));
        }
        return rows;
    }

  private:
    bool take(char letter) {
        if (at_ == text_.size() || text_[at_] != letter) return false;
        ++at_;
        return true;
    }

    /// Both return what is wrong, or nothing.
    std::string plain(std::string& value) {
        const auto end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
        value = text_.substr(at_, end - at_);
        at_ = end;
        return value.contains('"') ? "a quote stands inside a cell that does not begin with one" : "";
    }

    std::string quoted(std::string& value) {
        const auto begins = line_;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\n') ++line_;
            if (text_[at_] != '"')
                value += text_[at_];
            else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"')
                value += text_[at_++];
            else
                return ++at_, "";
        }
        line_ = begins;
        return "a quote is opened here and never closed";
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
};

} // namespace

std::expected<std::vector<Row>, Fault> parse(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    if (!is_utf8(text)) return std::unexpected(Fault{1, "the file is not UTF-8"});
    return Parser(text).rows();
}

std::string harmless(std::string_view value) {
    const bool formula = !value.empty() && std::string_view("=+-@\t\r\n").find(value.front()) != std::string_view::npos;
    return (formula ? "'" : "") + std::string(value);
}

std::string cell(std::string_view value) {
    if (value.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(value);
    std::string quoted = "\"";
    for (const char letter : value) {
        if (letter == '"') quoted += '"';
        quoted += letter;
    }
    return quoted + '"';
}

std::string line(const std::vector<std::string>& cells) {
    std::string text;
    for (const auto& value : cells) text += cell(value) + ',';
    if (!text.empty()) text.pop_back();
    return text + "\r\n";
}

} // namespace motcua::csv
