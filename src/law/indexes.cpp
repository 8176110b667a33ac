#include "law/indexes.hpp"

#include "base/embedded.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <tuple>

namespace motcua::law {

namespace {

using formula::Expression;
using formula::Number;

constexpr int all_points = 100;

formula::Words2 words_of(Reader& reader, std::string_view key) {
    auto words = reader.object(key);
    if (!words) {
        reader.complain("", "law.problem.missing", {std::string(key)});
        return {};
    }
    formula::Words2 both{words->text("vi"), words->text("en")};
    words->done();
    return both;
}

Number number_at(Reader& reader, std::string_view key) {
    const auto text = reader.text(key);
    if (const auto number = formula::number_of(text)) return *number;
    if (!text.empty()) reader.complain(key, "law.problem.not_exact", {std::string(key), text});
    return 0;
}

/// What formulas of a file may name.
struct Names {
    std::set<std::string, std::less<>> declared;
    std::set<std::string, std::less<>> shares; ///< of the item
    bool knows(std::string_view name) const { return formula::is_counted(name) || declared.contains(name) || shares.contains(name); }
};

Expression formula_at(Reader& reader, std::string_view key, const Names& names) {
    const auto text = reader.text(key);
    if (text.empty()) return {};
    auto formula = Expression::parse(text);
    if (!formula) {
        const auto& fault = formula.error().fields.front();
        reader.complain(key, fault.code, fault.arguments);
        return {};
    }
    for (const auto& name : formula->names())
        if (!names.knows(name)) reader.complain(key, "formula.problem.unknown_name", {name});
    return *std::move(formula);
}

std::optional<Number> target_at(Reader& reader) {
    if (!reader.has("target")) return std::nullopt;
    const auto target = number_at(reader, "target");
    if (target > 1) reader.complain("target", "formula.problem.target_over_all", {reader.text("target")});
    return target;
}

formula::Share share_of(Reader& reader, const Names& names) {
    formula::Share share;
    share.name = reader.text("name");
    share.numerator_words = words_of(reader, "numerator_words");
    share.denominator_words = words_of(reader, "denominator_words");
    share.numerator = formula_at(reader, "numerator", names);
    share.denominator = formula_at(reader, "denominator", names);
    share.when_zero = reader.word<formula::WhenZero>("when_zero");
    share.target = target_at(reader);
    reader.done();
    return share;
}

formula::Item item_of(Reader& reader, Names names) {
    formula::Item item;
    item.code = reader.text("code");
    item.key = reader.text("key");
    item.name = words_of(reader, "name");
    item.rule = words_of(reader, "rule");
    item.maximum = number_at(reader, "maximum");
    for (auto& one : reader.objects("shares")) item.shares.push_back(share_of(one, names));
    for (const auto& share : item.shares)
        if (!names.shares.insert(share.name).second) reader.complain("shares", "law.problem.twice", {"name", share.name});
    item.points = formula_at(reader, "points", names);
    item.source = reader.text("source");
    item.certainty = reader.text("certainty");
    reader.done();
    return item;
}

formula::Group group_of(Reader& reader, const Names& names) {
    formula::Group group;
    group.code = reader.text("code");
    group.key = reader.text("key");
    group.name = words_of(reader, "name");
    group.maximum = number_at(reader, "maximum");
    Number sum = 0;
    for (auto& one : reader.objects("items")) sum += group.items.emplace_back(item_of(one, names)).maximum;
    if (sum != group.maximum)
        reader.complain("maximum", "formula.problem.sum", {group.code, formula::rounded(sum, 2), formula::rounded(group.maximum, 2)});
    reader.done();
    return group;
}

void read_declared(Reader& reader, formula::Scheme& scheme, Names& names) {
    for (auto& one : reader.objects("declared")) {
        formula::Declared fact{one.text("name"), words_of(one, "words"), one.text("source")};
        if (formula::is_counted(fact.name) || !names.declared.insert(fact.name).second)
            one.complain("name", "law.problem.twice", {"name", fact.name});
        one.done();
        scheme.declared.push_back(std::move(fact));
    }
}

void read_bands(Reader& reader, formula::Scheme& scheme) {
    for (auto& one : reader.objects("bands")) {
        scheme.bands.push_back({number_at(one, "from"), one.text("key"), words_of(one, "name")});
        one.done();
    }
}

void read_groups(Reader& reader, formula::Scheme& scheme, const Names& names) {
    Number sum = 0;
    std::set<std::string> codes;
    for (auto& one : reader.objects("groups")) {
        scheme.groups.push_back(group_of(one, names));
        sum += scheme.groups.back().maximum;
        for (const auto& item : scheme.groups.back().items)
            if (!codes.insert(item.code).second) one.complain("items", "law.problem.twice", {"code", item.code});
    }
    if (sum != all_points) reader.complain("groups", "formula.problem.sum", {scheme.key, formula::rounded(sum, 2), "100"});
}

} // namespace

formula::Scheme read_scheme(Source& source) {
    formula::Scheme scheme;
    if (!source.readable()) return scheme;
    Reader reader(source, source.value(), "");
    scheme.key = reader.text("key");
    scheme.version = reader.text("version");
    scheme.valid_from = reader.day("valid_from");
    scheme.valid_to = reader.day_if_any("valid_to");
    if (scheme.valid_to && *scheme.valid_to < scheme.valid_from)
        reader.complain("valid_to", "law.problem.ends_before", {iso(*scheme.valid_to)});
    scheme.name = words_of(reader, "name");
    scheme.source = reader.text("source");
    Names names;
    read_declared(reader, scheme, names);
    read_bands(reader, scheme);
    read_groups(reader, scheme, names);
    reader.done();
    return scheme;
}

void check_index_periods(std::vector<SourcedScheme> schemes) {
    std::ranges::stable_sort(schemes, [](const SourcedScheme& a, const SourcedScheme& b) {
        return std::tie(a.scheme.key, a.scheme.valid_from) < std::tie(b.scheme.key, b.scheme.valid_from);
    });
    for (std::size_t i = 1; i < schemes.size(); ++i) {
        const auto& before = schemes[i - 1].scheme;
        const auto& after = schemes[i].scheme;
        if (before.key == after.key && (!before.valid_to || *before.valid_to >= after.valid_from))
            schemes[i].source->complain("/valid_from", "formula.problem.overlap", {before.version, after.version, iso(after.valid_from)});
    }
}

const std::vector<formula::Scheme>& index_schemes() {
    static const auto all = [] {
        std::vector<formula::Scheme> schemes;
        for (const auto& file : embedded::files_under("data/index/")) {
            auto source = Source::json(std::string(file.path), file.bytes);
            schemes.push_back(read_scheme(source));
            if (!source.problems().empty()) throw std::logic_error(source.name() + ": " + source.problems().front().code);
        }
        std::ranges::sort(schemes, {}, &formula::Scheme::valid_from);
        return schemes;
    }();
    return all;
}

} // namespace motcua::law
