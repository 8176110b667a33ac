#include "demo/cast.hpp"

#include "account/actions.hpp"
#include "base/crypto.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace motcua::demo {

namespace {

using account::Role;

/// The commune whose people have printed accounts (Xã Phước Tân).
constexpr std::string_view shown_code = "25250";
constexpr std::size_t password_letters = 12;
constexpr std::uint64_t purpose = 0x63617374;

struct Post {
    Role role;
    std::string_view login;
};
constexpr Post desk_posts[] = {
    {Role::clerk, "tiepnhan"}, {Role::officer, "thuly"}, {Role::approver, "pheduyet"}, {Role::cashier, "thungan"}};
constexpr Post province_posts[] = {{Role::controller, "kiemsoat"},
                                   {Role::province_admin, "quantri.tinh"},
                                   {Role::auditor, "kiemtra"},
                                   {Role::operator_, "vanhanh"},
                                   {Role::leader, "lanhdao"}};

bool is_place(const unit::Unit& unit) {
    return unit.type == unit::Type::ward || unit.type == unit::Type::township || unit.type == unit::Type::commune;
}

std::string address(Dice& dice, const unit::Unit& unit, const unit::Tree& units) {
    const auto* hamlet = unit.type == unit::Type::commune ? "Ấp" : "Khu phố";
    const auto* above = units.find(unit.parent);
    return fmt::format("{} {}, {}, {}", hamlet, dice.between(1, 9), unit.full_name, above ? above->full_name : "");
}

class Hiring {
  public:
    Hiring(db::Tx& tx, const unit::Tree& units, const Phrases& words, std::uint64_t seed, Instant since)
        : tx_(tx), units_(units), words_(words), dice_(seed, purpose), since_(since) {}

    Desk desk(const unit::Unit& unit, std::int64_t citizens, bool shown) {
        Desk desk;
        desk.unit = &unit;
        desk.village = unit.type != unit::Type::ward;
        account::Actor* actors[] = {&desk.clerk, &desk.officer, &desk.approver, &desk.cashier};
        for (std::size_t place = 0; place < std::size(desk_posts); ++place) {
            const auto& [role, login] = desk_posts[place];
            *actors[place] = hire(role, shown ? std::string(login) : fmt::format("{}.{}", login, unit.code), unit, shown);
        }
        desk.helper =
            hire(Role::helper, shown ? "giup@tocongnghe.example" : fmt::format("giup.{}@tocongnghe.example", unit.code), unit, shown)
                .account;
        for (std::int64_t number = 1; number <= citizens; ++number) desk.citizens.push_back(citizen(desk, number, shown && number == 1));
        return desk;
    }

    account::Actor hire(Role role, const std::string& login, const unit::Unit& unit, bool shown) {
        const bool staff = login.find('@') == std::string::npos;
        auto actor = open(role, login, person(unit).name, staff, unit, shown);
        account::give(tx_, actor.account, role, unit.id, since_, std::nullopt, account::Actor::system().account);
        actor.grants.push_back({role, unit.id});
        return actor;
    }

    std::vector<PrintedAccount> take_printed() { return std::move(printed_); }

  private:
    Person person(const unit::Unit& unit) { return words_.person(dice_, unit.type != unit::Type::ward, civil(local_day(since_)).year); }

    account::Actor open(Role role, const std::string& login, std::string name, bool staff, const unit::Unit& unit, bool shown) {
        std::string hash;
        if (shown) {
            const auto password = crypto::random_letters(password_letters);
            // Twelve letters by lot cannot be guessed, whatever a guess costs; so the cheaper hash does.
            hash = crypto::hash_password(password, crypto::PasswordCost::citizen);
            printed_.push_back({std::string(word_of(role)), login, password, unit.identifier, name});
        }
        const auto id = account::create(tx_, {.login = login, .name = name, .staff = staff}, hash, since_);
        if (!id) throw std::logic_error(fmt::format("the demonstration cannot make the account {}", login));
        return {.account = *id, .name = std::move(name)};
    }

    Citizen citizen(const Desk& desk, std::int64_t number, bool shown) {
        const auto who = person(*desk.unit);
        const auto login = shown ? "nguoidan@congdan.example" : fmt::format("dan{}.{}@congdan.example", number, desk.unit->code);
        Citizen citizen{open(Role::citizen, login, who.name, false, *desk.unit, shown), {}};
        citizen.actor.citizen = true;
        citizen.owner = {who.name, who.citizen_number, "", "", address(dice_, *desk.unit, units_)};
        return citizen;
    }

    db::Tx& tx_;
    const unit::Tree& units_;
    const Phrases& words_;
    Dice dice_;
    Instant since_;
    std::vector<PrintedAccount> printed_;
};

std::vector<const unit::Unit*> places(const unit::Tree& units, Day day) {
    std::vector<const unit::Unit*> places;
    for (const auto& unit : units.all())
        if (is_place(unit) && unit.valid_on(day)) places.push_back(&unit);
    std::ranges::sort(places, {}, &unit::Unit::code);
    return places;
}

Cast hire_all(db::Tx& tx, const unit::Tree& units, const Phrases& words, const Call& call) {
    Hiring hiring(tx, units, words, call.seed, call.since);
    Cast cast;
    const auto all = places(units, call.day);
    const auto each = std::max<std::int64_t>(1, call.citizens / std::max<std::int64_t>(1, static_cast<std::int64_t>(all.size())));
    for (const auto* unit : all) {
        const bool shown = unit->code == shown_code;
        if (shown) cast.shown = cast.desks.size();
        cast.desks.push_back(hiring.desk(*unit, each, shown));
    }
    const auto& commune = *cast.desks.at(cast.shown).unit;
    hiring.hire(Role::team_lead, "totruong@tocongnghe.example", commune, true);
    hiring.hire(Role::unit_admin, "quantri.xa", commune, true);
    const auto& province = *units.roots(call.day).at(0);
    for (const auto& [role, login] : province_posts) hiring.hire(role, std::string(login), province, true);
    cast.printed = hiring.take_printed();
    return cast;
}

} // namespace

Cast hire(db::Database& database, const unit::Tree& units, const Phrases& words, const Call& call) {
    return *database.write([&](db::Tx& tx) -> Result<Cast> { return hire_all(tx, units, words, call); });
}

} // namespace motcua::demo
