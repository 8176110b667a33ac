#pragma once

#include "db/database.hpp"
#include "law/units.hpp"
#include "procedure/procedure.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::law {

struct VersionedBody {
    std::string key;
    int version = 0;
    std::string body;
};

/// The tables unit, procedure, form, calendar, rule_set, workflow and law_source.
class Store {
  public:
    explicit Store(db::Tx& tx) : tx_(tx) {}

    std::vector<UnitRow> units();
    void insert(const UnitRow& row);
    void update(const UnitRow& row);

    std::vector<VersionedBody> procedures();
    std::vector<VersionedBody> procedures(std::string_view code); ///< oldest first
    void insert_procedure(const procedure::Procedure& procedure, std::string_view body);

    std::vector<VersionedBody> forms();
    std::vector<VersionedBody> forms(std::string_view key);
    void insert_form(std::string_view key, int version, std::string_view body);

    std::vector<VersionedBody> calendars(); ///< oldest first; keys are unit codes, empty for the province's
    void insert_calendar(std::string_view unit, int version, std::string_view body);

    std::vector<VersionedBody> rule_sets();
    std::vector<VersionedBody> rule_sets(std::string_view key); ///< oldest first
    void insert_rule_set(std::string_view key, int version, std::string_view body);

    std::vector<VersionedBody> workflows(); ///< published ones; keys are procedure codes. Written by src/publication

    std::optional<std::string> taken_sha256(std::string_view path);
    void set_taken(std::string_view path, std::string_view sha256, Instant now);

  private:
    db::Tx& tx_;
};

} // namespace motcua::law
