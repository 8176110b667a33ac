#include "dossier/store.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <charconv>

namespace motcua::dossier {

namespace {

/// SQL text and its values, grown piece by piece. Only constants and `$1`, `$2`, … go into the text.
class Text {
  public:
    explicit Text(std::string start) : sql_(std::move(start)) {}

    Text& add(std::string_view piece) {
        sql_ += piece;
        return *this;
    }
    Text& value(db::Value value) {
        values_.push_back(value);
        sql_ += fmt::format("${}", values_.size());
        return *this;
    }
    Text& in(const std::vector<Id>& ids) {
        add("(");
        for (std::size_t i = 0; i < ids.size(); ++i) add(i == 0 ? "" : ", ").value(ids[i]);
        return add(")");
    }
    const std::string& sql() const { return sql_; }
    const std::vector<db::Value>& values() const { return values_; }

  private:
    std::string sql_;
    std::vector<db::Value> values_;
};

struct After {
    std::int64_t at = 0;
    Id id = 0;
};

/// `1657530000000-123`
std::optional<After> parse_after(std::string_view text) {
    const auto parts = split(text, '-');
    After after;
    if (parts.size() != 2) return std::nullopt;
    const auto read = [](std::string_view digits, std::int64_t& value) {
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return error == std::errc() && end == digits.data() + digits.size();
    };
    if (!read(parts[0], after.at) || !read(parts[1], after.id)) return std::nullopt;
    return after;
}

/// What waits for the office is ordered by its next promise, everything else by when it came in, newest first.
bool by_urgency(const ListFilter& filter) {
    return !filter.state || (!is_end(*filter.state) && !is_paused(*filter.state));
}

constexpr std::string_view line_columns =
    "select unit_id, id, code, state, procedure, channel, owner_name, submitted_at, due_at, urgent_at, assignee, step, version, "
    "resolving_unit_id, desk_unit_id, in_transit from dossier where ";

void add_filters(Text& text, const ListFilter& filter) {
    if (filter.state) text.add(" and state = ").value(word_of(*filter.state));
    if (!filter.procedure.empty()) text.add(" and procedure = ").value(std::string_view(filter.procedure));
    if (filter.assignee) text.add(" and assignee = ").value(*filter.assignee);
    if (filter.due_before) text.add(" and due_at < ").value(filter.due_before->ms);
    if (filter.promised_before) text.add(" and urgent_at < ").value(filter.promised_before->ms);
}

/// One walk along one index, so that a page costs a page. `where` may name an index by its own condition.
void add_newest(Text& text, std::string_view column, std::string_view where, const ListFilter& filter, const std::optional<After>& after,
                int limit) {
    text.add(line_columns).add(column).add(" in ").in(filter.units).add(where);
    add_filters(text, filter);
    if (after) text.add(" and id < ").value(after->id);
    text.add(" order by id desc limit ").value(static_cast<std::int64_t>(limit) + 1);
}

constexpr std::size_t most_walks = 400; // SQLite joins at most 500 selects

void add_walk(Text& text, const ListFilter& filter, const std::optional<After>& after, int limit) {
    text.add(" and urgent_at is not null");
    add_filters(text, filter);
    if (after) text.add(" and (urgent_at, id) > (").value(after->at).add(", ").value(after->id).add(")");
    text.add(" order by urgent_at, id limit ").value(static_cast<std::int64_t>(limit) + 1);
}

/// Each desk's most urgent ones, one walk a desk along one index, so that a page costs the same whatever waits behind it. What one person
/// was given is few and has an index of its own.
void add_walks(Text& text, const ListFilter& filter, const std::optional<After>& after, int limit) {
    constexpr std::string_view keys = "select unit_id, id, urgent_at from dossier where ";
    if (filter.assignee || filter.units.size() > most_walks) {
        text.add(keys).add(filter.assignee ? "assignee <> 0 and +desk_unit_id in " : "desk_unit_id in ").in(filter.units);
        add_walk(text, filter, after, limit);
        return;
    }
    for (const Id unit : filter.units) {
        text.add(unit == filter.units.front() ? "select * from (" : " union all select * from (")
            .add(keys)
            .add("desk_unit_id = ")
            .value(unit);
        add_walk(text, filter, after, limit);
        text.add(fmt::format(") as desk_{}", text.values().size()));
    }
}

Text urgent_text(const ListFilter& filter, const std::optional<After>& after, int limit) {
    Text text{std::string(line_columns)};
    text.add("(unit_id, id) in (select unit_id, id from (");
    add_walks(text, filter, after, limit);
    text.add(") as waiting order by urgent_at, id limit ").value(static_cast<std::int64_t>(limit) + 1);
    text.add(") order by urgent_at, id");
    return text;
}

Text list_text(const ListFilter& filter, const std::optional<After>& after, int limit) {
    if (!filter.sent_elsewhere && by_urgency(filter)) return urgent_text(filter, after, limit);
    Text text{""};
    constexpr std::string_view elsewhere = " and resolving_unit_id <> unit_id";
    if (filter.sent_elsewhere) {
        add_newest(text, "unit_id", elsewhere, filter, after, limit);
        return text;
    }
    text.add("select * from (select * from (");
    add_newest(text, "unit_id", "", filter, after, limit);
    text.add(") as received union select * from (");
    add_newest(text, "resolving_unit_id", elsewhere, filter, after, limit);
    text.add(") as resolved) as both_ways order by id desc limit ").value(static_cast<std::int64_t>(limit) + 1);
    return text;
}

} // namespace

Result<Page> list_page(db::Tx& tx, const ListFilter& filter, std::string_view after, int limit) {
    const auto start = parse_after(after);
    if (!after.empty() && !start) return refuse_field("after", "dossier.bad_page");
    const auto text = list_text(filter, start, limit);
    Page page;
    tx.execute_text(text.sql(), text.values(), [&](const db::Columns& columns) {
        page.lines.push_back(db::RowShape<Line>::read(columns));
        return true;
    });
    if (page.lines.size() > static_cast<std::size_t>(limit)) {
        page.lines.pop_back();
        const auto& last = page.lines.back();
        page.next = fmt::format("{}-{}", last.urgent_at.value_or(Instant{}).ms, last.id);
    }
    return page;
}

namespace {

/// How many wait in this state, and no further than anybody reads: a number beyond that would cost as much as the dossiers.
Text& add_bounded_count(Text& text, State state, const std::vector<Id>& units, std::optional<Instant> promised_before) {
    text.add("(select count(*) from (select 1 from dossier where urgent_at is not null and state = ").value(word_of(state));
    if (promised_before) text.add(" and urgent_at < ").value(promised_before->ms);
    return text.add(" and desk_unit_id in ").in(units).add(" limit ").value(StateCount::most + 1).add(") as counted)");
}

} // namespace

std::vector<StateCount> count_waiting(db::Tx& tx, const std::vector<Id>& units, Instant now) {
    Text text("");
    for (const auto word : Words<State>::words) {
        const auto state = *from_word<State>(word);
        if (is_end(state) || is_paused(state)) continue;
        text.add(text.values().empty() ? "select " : " union all select ").value(word).add(", ");
        add_bounded_count(text, state, units, {});
        text.add(", ");
        state == State::resolved ? text.add("0") : add_bounded_count(text, state, units, now);
    }
    std::vector<StateCount> counts;
    tx.execute_text(text.sql(), text.values(), [&](const db::Columns& columns) {
        if (auto count = db::RowShape<StateCount>::read(columns); count.count > 0) counts.push_back(count);
        return true;
    });
    return counts;
}

std::vector<UnitLoad> count_loads(db::Tx& tx, const std::vector<Id>& units, Instant now, Instant day_ends, Instant near_ends) {
    Text text("select desk_unit_id, cast(sum(case when urgent_at < ");
    text.value(now.ms).add(" then 1 else 0 end) as bigint), cast(sum(case when urgent_at >= ").value(now.ms);
    text.add(" and urgent_at < ").value(day_ends.ms).add(" then 1 else 0 end) as bigint), cast(sum(case when urgent_at >= ");
    text.value(day_ends.ms).add(" then 1 else 0 end) as bigint) from dossier where urgent_at < ").value(near_ends.ms);
    text.add(" and state <> 'resolved' and desk_unit_id in ").in(units).add(" group by desk_unit_id");
    std::vector<UnitLoad> loads;
    tx.execute_text(text.sql(), text.values(), [&](const db::Columns& columns) {
        loads.push_back(db::RowShape<UnitLoad>::read(columns));
        return true;
    });
    return loads;
}

} // namespace motcua::dossier
