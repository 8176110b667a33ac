#include "demo/teams.hpp"

#include "base/id.hpp"
#include "demo/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace motcua::demo {

namespace {

/// Published for a part of the province.
struct Figures {
    std::string_view district; ///< code; empty: all others
    int commune_teams, commune_members, hamlet_teams, hamlet_members;
};
// Of the two districts only teams and all members together are published; the commune teams there get the province's mean.
constexpr Figures published[] = {{"688", 7, 68, 42, 282}, {"698", 10, 97, 82, 579}, {"", 94, 915, 721, 4659}};

/// The share of one among `count` that together get `total`, as even as whole numbers can be.
int even(int total, int count, int place) {
    return total * (place + 1) / count - total * place / count;
}

class Forming {
  public:
    Forming(db::Tx& tx, const Phrases& words, std::uint64_t seed, Day day)
        : store_(tx), words_(words), dice_(seed, 0x7465616d), day_(day) {}

    void part(const Figures& figures, const std::vector<const unit::Unit*>& communes) {
        if (static_cast<int>(communes.size()) != figures.commune_teams) throw std::logic_error("the units are not those of 2022");
        int hamlets = 0;
        for (int place = 0; place < figures.commune_teams; ++place) {
            const auto& unit = *communes[static_cast<std::size_t>(place)];
            team(unit, "commune", "", even(figures.commune_members, figures.commune_teams, place));
            const int here = even(figures.hamlet_teams, figures.commune_teams, place);
            for (int number = 1; number <= here; ++number, ++hamlets)
                team(unit, "hamlet", fmt::format("{} {}", unit.type == unit::Type::commune ? "Ấp" : "Khu phố", number),
                     even(figures.hamlet_members, figures.hamlet_teams, hamlets));
        }
    }

  private:
    void team(const unit::Unit& unit, std::string_view level, const std::string& place, int members) {
        const Id id = id_of_past(local_instant(day_, 0), ++number_);
        const auto name = fmt::format("Tổ công nghệ số cộng đồng {}{}{}", place, place.empty() ? "" : ", ", unit.full_name);
        store_.add({id, unit.id, level, name, place, day_});
        const auto& positions = words_.sentences("team_positions");
        for (int member = 1; member <= members; ++member) {
            const auto who = words_.person(dice_, unit.type != unit::Type::ward, civil(day_).year);
            store_.add_member(id, member, who.name, positions[static_cast<std::size_t>(member - 1) % positions.size()], member == 1);
        }
    }

    Store store_;
    const Phrases& words_;
    Dice dice_;
    Day day_;
    std::uint32_t number_ = 0;
};

bool is_of(const unit::Unit& district, const Figures& figures) {
    if (!figures.district.empty()) return district.code == figures.district;
    return std::ranges::none_of(published, [&](const Figures& other) { return other.district == district.code; });
}

} // namespace

void form_teams(db::Tx& tx, const unit::Tree& units, const Phrases& words, std::uint64_t seed, Day day) {
    Forming forming(tx, words, seed, day);
    for (const auto& figures : published) {
        std::vector<const unit::Unit*> communes;
        for (const auto* province : units.roots(day))
            for (const auto* district : units.children(province->id, day))
                if (is_of(*district, figures))
                    for (const auto* commune : units.children(district->id, day))
                        if (commune->type != unit::Type::office) communes.push_back(commune);
        forming.part(figures, communes);
    }
}

} // namespace motcua::demo
