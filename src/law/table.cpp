#include "law/table.hpp"

#include "base/csv.hpp"
#include "base/text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <charconv>
#include <set>

namespace motcua::law {

namespace json = boost::json;

namespace {

const std::set<std::string_view> lists{"levels", "audiences", "channels", "other_result_codes", "life_events", "words", "remarks"};
const std::set<std::string_view> amounts{"fee", "fee_online"};

/// A cell that should be a number; what is none stays text, so that the reader complains about it where it stands.
json::value number_in(std::string_view cell) {
    std::int64_t number = 0;
    const auto [end, wrong] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (wrong == std::errc() && end == cell.data() + cell.size()) return number;
    return json::value(cell);
}

json::array list_in(std::string_view cell) {
    json::array all;
    for (const auto one : split(cell, ';'))
        if (const auto word = trim(one); !word.empty()) all.emplace_back(word);
    return all;
}

json::array parts_in(std::string_view cell) {
    json::array parts;
    for (const auto one : split(cell, ';')) {
        auto name = trim(one);
        if (name.empty()) continue;
        const bool required = name.starts_with('*');
        if (required) name.remove_prefix(1);
        parts.push_back(json::object{{"key", "part-" + std::to_string(parts.size() + 1)}, {"name", name}, {"required", required}});
    }
    return parts;
}

void put_limit(json::object& row, std::string_view key, json::value value) {
    if (!row.contains("limit")) row["limit"] = json::object();
    row["limit"].get_object()[key] = std::move(value);
}

void put(json::object& row, DataKind kind, std::string_view column, std::string_view cell) {
    if (cell.empty()) return;
    const bool procedures = kind == DataKind::procedures;
    if (procedures && column == "limit_value")
        put_limit(row, "value", number_in(cell));
    else if (procedures && column == "limit_unit")
        put_limit(row, "unit", json::value(cell));
    else if (procedures && column == "parts")
        row["parts"] = parts_in(cell);
    else if (procedures && lists.contains(column))
        row[column] = list_in(cell);
    else if (procedures && amounts.contains(column))
        row[column] = number_in(cell);
    else
        row[column] = json::value(cell);
}

using Put = void (*)(json::object&, DataKind, std::string_view column, std::string_view cell);

Source from_table(std::string name, std::string_view text, Put put, DataKind kind) {
    const auto table = csv::parse(text);
    if (!table) return Source::unreadable(std::move(name), table.error().line, "law.problem.not_csv", {table.error().reason});
    if (table->empty()) return Source::unreadable(std::move(name), 1, "law.problem.empty", {});
    const auto& head = table->front().cells;
    json::array rows;
    std::vector<int> lines;
    std::vector<std::size_t> ragged;
    for (auto line = table->begin() + 1; line != table->end(); ++line) {
        if (line->cells.size() != head.size()) ragged.push_back(rows.size());
        json::object row;
        for (std::size_t i = 0; i < std::min(head.size(), line->cells.size()); ++i) put(row, kind, trim(head[i]), trim(line->cells[i]));
        rows.push_back(std::move(row));
        lines.push_back(line->line);
    }
    auto source = Source::rows(std::move(name), std::move(rows), std::move(lines));
    for (const auto row : ragged) source.complain(below("", row), "law.problem.ragged", {std::to_string(head.size())});
    return source;
}

void put_text(json::object& row, DataKind, std::string_view column, std::string_view cell) {
    if (!cell.empty()) row[column] = json::value(cell);
}

} // namespace

Source from_csv(DataKind kind, std::string name, std::string_view text) {
    if (kind != DataKind::units && kind != DataKind::procedures) return Source::unreadable(std::move(name), 1, "law.problem.no_csv", {});
    return from_table(std::move(name), text, put, kind);
}

Source rows_from(std::string name, std::string_view text) {
    if (!name.ends_with(".csv")) return Source::json(std::move(name), text);
    return from_table(std::move(name), text, put_text, DataKind::units);
}

} // namespace motcua::law
