#include "law/lint.hpp"

#include "base/embedded.hpp"
#include "law/calendars.hpp"
#include "law/forms.hpp"
#include "law/indexes.hpp"
#include "law/life_events.hpp"
#include "law/procedures.hpp"
#include "law/rule_sets.hpp"
#include "law/table.hpp"
#include "law/units.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <tuple>

namespace motcua::law {

namespace json = boost::json;

namespace {

enum class Content { units, procedures, forms, calendars, rules, life_events, index, unknown };

Content content_by_folder(const std::filesystem::path& path) {
    if (path.filename() == "life_events.json") return Content::life_events;
    if (path.parent_path().filename() == "index") return Content::index;
    const auto kind = from_word<DataKind>(path.parent_path().filename().string());
    return kind ? static_cast<Content>(*kind) : Content::unknown;
}

Content content_by_keys(const json::value& value) {
    const auto* first = &value;
    if (const auto* list = value.if_array(); list != nullptr && !list->empty()) first = &list->front();
    const auto* object = first->if_object();
    if (object == nullptr) return Content::unknown;
    if (object->contains("parent_code") || object->contains("identifier")) return Content::units;
    if (object->contains("questions")) return Content::forms;
    if (object->contains("groups") && object->contains("bands")) return Content::index;
    if (object->contains("grounds") && object->contains("texts")) return Content::rules;
    if (object->contains("covers_from") || object->contains("rules")) return Content::calendars;
    return object->contains("code") ? Content::procedures : Content::unknown;
}

/// The checks of one file, and what they leave for the checks across files.
class Lint {
  public:
    void add(const DataFile& file) {
        auto& source = sources_.emplace_back(Source::json(file.name, file.text));
        if (!source.readable()) return;
        auto content = content_by_folder(file.name);
        if (content == Content::unknown) content = content_by_keys(source.value());
        look(source, content);
    }

    std::vector<Problem> problems() {
        check_units();
        check_procedures();
        check_periods(rule_sets_);
        check_index_periods(schemes_);
        std::vector<Problem> all;
        for (const auto& source : sources_) all.insert(all.end(), source.problems().begin(), source.problems().end());
        std::stable_sort(all.begin(), all.end(),
                         [](const Problem& a, const Problem& b) { return std::tie(a.file, a.line) < std::tie(b.file, b.line); });
        return all;
    }

  private:
    void look(Source& source, Content content) {
        switch (content) {
        case Content::units:
            append(units_, read_units(source));
            break;
        case Content::procedures:
            for (auto& row : read_procedures(source)) procedures_.emplace_back(&source, std::move(row));
            break;
        case Content::forms:
            look_at_forms(source);
            break;
        case Content::calendars:
            (void)read_calendar(source);
            break;
        case Content::rules:
            rule_sets_.push_back({&source, read_rule_set(source)});
            break;
        case Content::index:
            schemes_.push_back({&source, read_scheme(source)});
            break;
        case Content::life_events:
            for (const auto& event : read_life_events(source)) known_.life_events.insert(event.key);
            break;
        case Content::unknown:
            source.complain("", "law.problem.unknown_content");
        }
    }

    void look_at_forms(Source& source) {
        for (const auto& row : read_forms(source)) {
            if (!row.form) continue;
            known_.forms.insert(row.form->key);
            if (!own_forms_.emplace(row.form->key, row.form->version).second)
                source.complain(row.pointer, "law.problem.twice", {"key", row.form->key});
        }
    }

    /// Units of the program that the files do not speak of themselves may be parents and successors.
    void check_units() {
        std::set<std::string> own;
        for (const auto& row : units_) own.insert(row.unit.code);
        for (const auto& row : units_) known_.units.insert(row.unit.identifier);
        for (const auto& file : embedded::files_under("data/units/")) {
            auto source = Source::json(std::string(file.path), file.bytes);
            for (auto& row : read_units(source)) {
                row.source = nullptr;
                known_.units.insert(row.unit.identifier);
                if (!own.empty() && !own.contains(row.unit.code)) units_.push_back(std::move(row));
            }
        }
        if (own.empty()) return;
        (void)placed(std::move(units_));
    }

    void check_procedures() {
        for (const auto& file : embedded::files_under("data/forms/")) known_.forms.insert(std::filesystem::path(file.path).stem().string());
        for (const auto& event : life_events()) known_.life_events.insert(event.key);
        std::set<std::string> codes;
        for (auto& [source, row] : procedures_) {
            check_references(row, known_, *source);
            if (!row.code.empty() && !codes.insert(row.code).second)
                source->complain(below(row.pointer, "code"), "law.problem.twice", {"code", row.code});
        }
    }

    static void append(std::vector<UnitRow>& all, std::vector<UnitRow> more) {
        all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }

    std::deque<Source> sources_; // rows point to theirs
    std::vector<UnitRow> units_;
    std::vector<SourcedRuleSet> rule_sets_;
    std::vector<SourcedScheme> schemes_;
    std::vector<std::pair<Source*, ProcedureRow>> procedures_;
    std::set<std::pair<std::string, int>> own_forms_;
    Known known_;
};

} // namespace

std::vector<Problem> lint(const std::vector<DataFile>& files) {
    Lint lint;
    for (const auto& file : files) lint.add(file);
    return lint.problems();
}

} // namespace motcua::law
