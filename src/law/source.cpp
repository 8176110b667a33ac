#include "law/source.hpp"

#include "base/text.hpp"

#include <boost/json/parser.hpp>

#include <algorithm>

namespace motcua::law {

namespace json = boost::json;

std::string told(const Problem& problem, Locale locale) {
    return problem.file + ":" + std::to_string(problem.line) + ": " + sentence(locale, problem.code, problem.arguments);
}

Source Source::json(std::string name, std::string_view text) {
    Source source(std::move(name));
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    json::parser parser;
    json::error_code wrong;
    const auto read = parser.write(text, wrong);
    if (wrong) {
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(read, text.size())), '\n');
        return unreadable(std::move(source.name_), static_cast<int>(line), "law.problem.not_json", {wrong.message()});
    }
    source.value_ = parser.release();
    source.lines_.emplace(text);
    for (const auto& pointer : source.lines_->repeated())
        source.complain(pointer, "law.problem.repeated_key", {pointer.substr(pointer.rfind('/') + 1)});
    return source;
}

Source Source::unreadable(std::string name, int line, std::string code, std::vector<std::string> arguments) {
    Source source(std::move(name));
    source.row_lines_ = {line};
    source.complain("/0", std::move(code), std::move(arguments));
    return source;
}

Source Source::rows(std::string name, json::array rows, std::vector<int> lines) {
    Source source(std::move(name));
    source.value_ = std::move(rows);
    source.row_lines_ = std::move(lines);
    return source;
}

int Source::line(std::string_view pointer) const {
    if (lines_) return lines_->line(pointer);
    std::size_t row = 0;
    for (const char letter : pointer.substr(std::min<std::size_t>(1, pointer.size()))) {
        if (letter < '0' || letter > '9') break;
        row = row * 10 + static_cast<std::size_t>(letter - '0');
    }
    return row < row_lines_.size() ? row_lines_[row] : 1;
}

bool Source::sound(std::string_view pointer) const {
    return std::none_of(pointers_.begin(), pointers_.end(), [&](const std::string& complained) {
        return complained.starts_with(pointer) && (complained.size() == pointer.size() || complained[pointer.size()] == '/');
    });
}

void Source::complain(std::string_view pointer, std::string code, std::vector<std::string> arguments) {
    problems_.push_back({name_, line(pointer), std::move(code), std::move(arguments)});
    pointers_.emplace_back(pointer);
}

Reader::Reader(Source& source, const json::value& value, std::string pointer)
    : source_(&source), object_(value.if_object()), pointer_(std::move(pointer)) {
    if (object_ == nullptr) source_->complain(pointer_, "law.problem.not_object");
}

const json::value* Reader::find(std::string_view key) {
    asked_.emplace(key);
    const auto* value = object_ == nullptr ? nullptr : object_->if_contains(key);
    return value == nullptr || value->is_null() ? nullptr : value;
}

bool Reader::has(std::string_view key) const {
    const auto* value = object_ == nullptr ? nullptr : object_->if_contains(key);
    return value != nullptr && !value->is_null();
}

void Reader::complain(std::string_view key, std::string code, std::vector<std::string> arguments) {
    if (object_ == nullptr) return; // that it is none was said
    source_->complain(key.empty() ? pointer_ : below(pointer_, key), std::move(code), std::move(arguments));
}

void Reader::complain_unknown(std::string_view key, const std::string& word, std::span<const std::string_view> known) {
    std::string all;
    for (const auto one : known) all += (all.empty() ? "" : ", ") + std::string(one);
    complain(key, "law.problem.unknown_word", {std::string(key), word, all});
}

std::string Reader::known_text(std::string_view key, std::span<const std::string_view> known) {
    auto word = text(key);
    if (!word.empty() && std::find(known.begin(), known.end(), word) == known.end()) complain_unknown(key, word, known);
    return word;
}

std::string Reader::text_if_any(std::string_view key) {
    const auto* value = find(key);
    if (value == nullptr) return {};
    if (!value->is_string()) {
        complain(key, "law.problem.not_text", {std::string(key)});
        return {};
    }
    const std::string text(value->get_string());
    if (tidy_lines(text) != text) complain(key, "law.problem.untidy", {std::string(key)});
    return text;
}

std::string Reader::text(std::string_view key) {
    const auto before = complaints();
    auto text = text_if_any(key);
    if (text.empty() && complaints() == before) complain(key, "law.problem.missing", {std::string(key)});
    return text;
}

std::optional<std::int64_t> Reader::number(std::string_view key) {
    const auto* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (value->is_int64()) return value->get_int64();
    complain(key, "law.problem.not_number", {std::string(key)});
    return std::nullopt;
}

bool Reader::yes(std::string_view key) {
    const auto* value = find(key);
    if (value == nullptr) return false;
    if (value->is_bool()) return value->get_bool();
    complain(key, "law.problem.not_yes_no", {std::string(key)});
    return false;
}

std::optional<Day> Reader::day_if_any(std::string_view key) {
    const auto text = text_if_any(key);
    if (text.empty()) return std::nullopt;
    const auto day = parse_day(text);
    if (!day) complain(key, "law.problem.not_day", {std::string(key), text});
    return day;
}

Day Reader::day(std::string_view key) {
    const auto before = complaints();
    const auto day = day_if_any(key);
    if (!day && complaints() == before) complain(key, "law.problem.missing", {std::string(key)});
    return day.value_or(Day{});
}

int Reader::minute(std::string_view key) {
    const auto clock = text(key);
    const auto at = parse_instant("2000-01-01T" + clock);
    if (!clock.empty() && (!at || clock.size() != 5)) complain(key, "law.problem.not_clock", {std::string(key), clock});
    return at ? local_minute(*at) : 0;
}

std::vector<std::string> Reader::texts(std::string_view key) {
    std::vector<std::string> all;
    const auto* value = find(key);
    if (value == nullptr) return all;
    if (!value->is_array()) {
        complain(key, "law.problem.not_list", {std::string(key)});
        return all;
    }
    for (const auto& one : value->get_array()) {
        if (!one.is_string() || one.get_string().empty()) {
            complain(key, "law.problem.not_list", {std::string(key)});
            continue;
        }
        all.emplace_back(one.get_string());
        if (tidy(all.back()) != all.back()) complain(key, "law.problem.untidy", {std::string(key)});
    }
    return all;
}

std::optional<Reader> Reader::object(std::string_view key) {
    const auto* value = find(key);
    if (value == nullptr) return std::nullopt;
    return Reader(*source_, *value, below(pointer_, key));
}

std::vector<Reader> Reader::objects(std::string_view key) {
    std::vector<Reader> all;
    const auto* value = find(key);
    if (value == nullptr) return all;
    if (!value->is_array()) {
        complain(key, "law.problem.not_list", {std::string(key)});
        return all;
    }
    std::size_t place = 0;
    for (const auto& one : value->get_array()) all.emplace_back(*source_, one, below(below(pointer_, key), place++));
    return all;
}

void Reader::complain(const Error& refusal) {
    if (refusal.fields.empty()) complain("", refusal.code, refusal.arguments);
    for (const auto& field : refusal.fields) complain("", field.code, field.arguments);
}

void Reader::done() {
    if (object_ == nullptr) return;
    for (const auto& [key, value] : *object_)
        if (!asked_.contains(std::string_view(key))) complain(key, "law.problem.unknown_key", {std::string(key)});
}

std::vector<Reader> rows_of(Source& source) {
    std::vector<Reader> rows;
    const auto* list = source.value().if_array();
    if (list == nullptr) {
        if (source.readable()) source.complain("", "law.problem.not_array");
        return rows;
    }
    for (std::size_t place = 0; place < list->size(); ++place) rows.emplace_back(source, (*list)[place], below("", place));
    return rows;
}

} // namespace motcua::law
