#include "law/json_lines.hpp"

namespace motcua::law {

/// Walks over text that a real parser has accepted, so it need not look twice.
class JsonLines::Scanner {
  public:
    Scanner(std::string_view text, JsonLines& into) : text_(text), into_(into) {}

    void value(const std::string& pointer) {
        space();
        into_.lines_.emplace(pointer, line_);
        if (at_ == text_.size()) return;
        if (text_[at_] == '{')
            object(pointer);
        else if (text_[at_] == '[')
            array(pointer);
        else if (text_[at_] == '"')
            string();
        else
            at_ = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
    }

  private:
    void space() {
        for (; at_ < text_.size() && std::string_view(" \t\r\n").contains(text_[at_]); ++at_) line_ += text_[at_] == '\n' ? 1 : 0;
    }

    bool take(char letter) {
        space();
        if (at_ == text_.size() || text_[at_] != letter) return false;
        ++at_;
        return true;
    }

    std::string string() {
        std::string key;
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            if (text_[at_] == '\\') ++at_;
            if (at_ < text_.size()) key += text_[at_];
        }
        ++at_;
        return key;
    }

    void object(const std::string& pointer) {
        take('{');
        while (!take('}') && at_ < text_.size()) {
            const auto inner = below(pointer, string());
            if (into_.lines_.contains(inner)) into_.repeated_.push_back(inner);
            take(':');
            value(inner);
            take(',');
        }
    }

    void array(const std::string& pointer) {
        take('[');
        for (std::size_t place = 0; !take(']') && at_ < text_.size(); ++place) {
            value(below(pointer, place));
            take(',');
        }
    }

    std::string_view text_;
    JsonLines& into_;
    std::size_t at_ = 0;
    int line_ = 1;
};

JsonLines::JsonLines(std::string_view json) {
    Scanner(json, *this).value("");
}

int JsonLines::line(std::string_view pointer) const {
    for (;;) {
        if (const auto found = lines_.find(pointer); found != lines_.end()) return found->second;
        if (pointer.empty()) return 1;
        pointer = pointer.substr(0, pointer.rfind('/'));
    }
}

std::string below(std::string_view pointer, std::string_view key) {
    std::string inner(pointer);
    inner += '/';
    for (const char letter : key) {
        if (letter == '~')
            inner += "~0";
        else if (letter == '/')
            inner += "~1";
        else
            inner += letter;
    }
    return inner;
}

std::string below(std::string_view pointer, std::size_t place) {
    return below(pointer, std::to_string(place));
}

} // namespace motcua::law
