#pragma once

#include "base/enumeration.hpp"
#include "base/id.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace motcua::unit {

/// What a unit is (loại đơn vị). `office` is a department or agency (sở, phòng, chi nhánh) of its parent.
enum class Type { province, city, town, district, ward, township, commune, office };

/// A unit (cơ quan, đơn vị): a place of government with a validity. Statistics codes were reused, so a unit is known by (code, valid_from);
/// `id` is stable in one database. `identifier` is the code that its dossiers begin with (mã định danh, `H10.35.12`), unique while valid.
struct Unit {
    Id id = 0;
    Id parent = 0; ///< 0 for the province
    std::string code;
    std::string identifier;
    Type type = Type::commune;
    std::string name;      ///< Phước Tân
    std::string full_name; ///< Xã Phước Tân
    std::string name_en;
    Day valid_from;
    std::optional<Day> valid_to; ///< last day
    std::string successor_code;
    int depth = 1; ///< 1 province

    bool valid_on(Day day) const { return valid_from <= day && (!valid_to || day <= *valid_to); }
};

/// All units of all times, immutable. Thread-safe to read.
/// A parent may be raised to another rank (huyện → thị xã) while its children go on: then the child's `parent` is the row it began
/// under, and it is a child of every row of that code whose validity meets its own.
class Tree {
  public:
    Tree() = default;
    explicit Tree(std::vector<Unit> units);

    const std::vector<Unit>& all() const { return units_; } ///< parents before children, then by name
    const Unit* find(Id id) const;
    const Unit* with_identifier(std::string_view identifier, Day day) const;
    const Unit* with_code(std::string_view code, Day day) const;
    /// Children valid on `day`, by type and name; none when the parent is not valid on that day itself.
    std::vector<const Unit*> children(Id parent, Day day) const;
    std::vector<const Unit*> roots(Day day) const;
    /// `unit` itself or anything above it.
    bool within(Id unit, Id ancestor) const;
    /// From the province down to `unit`.
    std::vector<const Unit*> path(Id unit) const;
    /// `unit` and everything below it, of any time.
    std::vector<Id> subtree(Id unit) const;

  private:
    std::vector<Unit> units_;
    std::unordered_map<Id, std::size_t> by_id_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_identifier_;
    std::unordered_map<Id, std::vector<std::size_t>> children_;
    std::unordered_map<Id, std::vector<Id>> above_;
};

} // namespace motcua::unit

template <>
struct motcua::Words<motcua::unit::Type> {
    static constexpr std::array words{std::string_view("province"), std::string_view("city"),  std::string_view("town"),
                                      std::string_view("district"), std::string_view("ward"),  std::string_view("township"),
                                      std::string_view("commune"),  std::string_view("office")};
};
