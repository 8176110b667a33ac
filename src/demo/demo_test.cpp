#include "demo/demo.hpp"

#include "base/crypto.hpp"
#include "base/numbers.hpp"
#include "campaign/actions.hpp"
#include "demo/bulk.hpp"
#include "demo/playing.hpp"
#include "demo/store.hpp"
#include "demo/teams.hpp"
#include "dossier/recount.hpp"
#include "dossier/verify.hpp"
#include "law/actions.hpp"
#include "law/holding.hpp"
#include "reception/regrant.hpp"

#include "support/databases.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

using namespace motcua;
using namespace motcua::demo;

namespace {

const Instant autumn = *parse_instant("2026-11-24T15:30");
constexpr std::string_view key = "0123456789abcdef0123456789abcdef";

std::shared_ptr<const law::Law> seeded(db::Database& database) {
    crypto::start();
    law::seed(database, autumn);
    return database.read([](db::Tx& tx) { return law::load(tx); });
}

/// A house without doors: services over an empty database.
struct House {
    explicit House(db::Database& database)
        : clock(autumn), shelf(seeded(database)), services{.database = database,
                                                           .clock = clock,
                                                           .shelf = shelf,
                                                           .papers = folder.path(),
                                                           .number_key = std::string(key),
                                                           .demo = true} {
        for (int place = 0; place < 256; ++place)
            std::filesystem::create_directories(folder.path() + "/" + crypto::hex({{static_cast<std::uint8_t>(place)}}));
    }

    test::TemporaryFolder folder;
    Clock clock;
    law::Shelf shelf;
    visit::Services services;
};

void hold_2022(House& house) {
    REQUIRE(house.services.database.write([](db::Tx& tx) -> Result<void> {
        law::hold_units_of(tx, *day_of(2022, 7, 1));
        return {};
    }));
    house.shelf.put(house.services.database.read([](db::Tx& tx) { return law::load(tx); }));
}

dossier::Folder opened(House& house, const std::string& code) {
    const auto law = house.shelf.get();
    const auto system = account::Actor::system();
    return dossier::open({house.services.database, *law, system, autumn, house.services.number_key}, code).value();
}

/// Everything of a dossier but ids, code and which file a paper is.
std::string as_text(const dossier::Folder& folder) {
    const auto& d = folder.dossier;
    boost::json::object object{
        {"unit", d.unit},
        {"version", d.version},
        {"state", word_of(d.state)},
        {"procedure", d.procedure},
        {"versions", {d.procedure_version, d.form_version, d.calendar_version, d.rule_set, d.rule_set_version, d.supplement_requests}},
        {"channel", word_of(d.channel)},
        {"account", d.account},
        {"assisted", d.assisted_by},
        {"owner", d.owner.name},
        {"number", d.owner.citizen_number},
        {"address", d.owner.address},
        {"delivery", word_of(d.delivery)},
        {"submitted", d.submitted_at.ms},
        {"assignee", d.assignee},
        {"step", d.step},
        {"has_result", d.result_document != 0},
        {"electronic", d.result_electronic},
        {"answers", folder.answers}};
    const std::pair<std::string_view, std::optional<Instant>> moments[] = {
        {"acknowledge", d.acknowledge_by}, {"accepted", d.accepted_at}, {"due", d.due_at},      {"paused", d.paused_at},
        {"resolved", d.resolved_at},       {"returned", d.returned_at}, {"urgent", d.urgent_at}};
    for (const auto& [name, at] : moments) object[name] = at ? at->ms : 0;
    boost::json::array papers;
    for (const auto& paper : folder.papers) papers.push_back({paper.part, paper.kind, paper.added_at.ms});
    object["papers"] = std::move(papers);
    return boost::json::serialize(object);
}

std::string as_text(const dossier::Event& event) {
    auto details = boost::json::parse(event.details).as_object();
    if (auto* document = details.if_contains("document")) *document = document->as_string() != "0";
    if (auto* number = details.if_contains("paper_number")) *number = number->as_int64() > 0; // the twin has the next one
    return boost::json::serialize(boost::json::object{{"seq", event.seq},
                                                      {"action", word_of(event.action)},
                                                      {"from", event.from_state},
                                                      {"to", event.to_state},
                                                      {"actor", event.actor},
                                                      {"name", event.actor_name},
                                                      {"at", event.at.ms},
                                                      {"details", std::move(details)}});
}

bool chain_holds(const std::vector<dossier::Event>& events) {
    std::string before;
    for (const auto& event : events) {
        if (event.hash != dossier::hash_of(event, before)) return false;
        before = event.hash;
    }
    return !events.empty();
}

void write_down(House& house, const dossier::Chronicle& chronicle, std::uint32_t number) {
    REQUIRE(house.services.database.write([&](db::Tx& tx) -> Result<void> {
        indicator::Tally tally;
        dossier::Numbering numbering(tx);
        const Id id = id_of_past(chronicle.dossier().submitted_at, number);
        chronicle.write(tx, key, id, tally, numbering);
        numbering.keep();
        for (const auto& [place, delta] : tally.places()) indicator::count(tx, place.unit, place.day, place.procedure, delta);
        return {};
    }));
}

} // namespace

TEST_CASE("dice of one seed throw the same numbers, and other things have other dice") {
    Dice one(7, 1, 2), same(7, 1, 2), other(7, 2, 1);
    const auto first = one.next();
    CHECK(first == same.next());
    CHECK(first != other.next());
    for (int tries = 0; tries < 1000; ++tries) {
        const auto number = one.between(-3, 3);
        CHECK(number >= -3);
        CHECK(number <= 3);
        const auto share = one.share();
        CHECK(share >= 0);
        CHECK(share < 1);
    }
}

TEST_CASE("invented people have names of the province and numbers of the right form") {
    const Phrases words;
    Dice dice(1);
    int stieng = 0;
    for (int tries = 0; tries < 500; ++tries) {
        const auto person = words.person(dice, true, 2022);
        CHECK(numbers::citizen_number(person.citizen_number).has_value());
        CHECK(person.name.find("  ") == std::string::npos);
        if (person.name.starts_with("Điểu ")) CHECK_FALSE(person.woman);
        stieng += person.name.starts_with("Điểu ");
    }
    CHECK(stieng > 10);
}

TEST_CASE("a sharing gives out exactly the total, whatever the weights") {
    for (const std::int64_t total : {0, 1, 7, 1000, 50'000}) {
        Dice dice(static_cast<std::uint64_t>(total));
        std::vector<double> weights;
        double all = 0;
        for (int cell = 0; cell < 300; ++cell) all += weights.emplace_back(dice.share() < 0.2 ? 0.0 : dice.share());
        Sharing sharing(total, all);
        std::int64_t given = 0;
        for (const auto weight : weights) {
            const auto share = sharing.next(weight);
            CHECK(share >= 0);
            if (weight == 0.0) CHECK(share == 0);
            given += share;
        }
        CHECK(given == total);
    }
}

TEST_CASE("the spans are the 92 days of 2022 and the days so far of a campaign that ends 30 days from today") {
    const auto both = spans(local_day(autumn));
    REQUIRE(both.size() == 2);
    CHECK(both[0].to - both[0].from + 1 == 92);
    CHECK(both[1].to == local_day(autumn));
    CHECK(both[1].to - both[1].from + 1 == 62);
    CHECK(running_to(local_day(autumn)) - local_day(autumn) == 30);
    const auto in_summer = spans(*day_of(2022, 8, 1)); // both campaigns at once: no day twice
    REQUIRE(in_summer.size() == 1);
    CHECK(in_summer[0].to == *day_of(2022, 8, 1));
    CHECK(spans(*day_of(2021, 1, 1)).empty());
    for (std::uint64_t desk = 0; desk < 111; ++desk) {
        CHECK(both[0].online_share(1, desk, both[0].from) >= 110);
        CHECK(both[0].online_share(1, desk, both[0].from) <= 250);
        CHECK(both[0].online_share(1, desk, both[0].to) >= 450);
        CHECK(both[0].online_share(1, desk, both[0].to) <= 850);
    }
}

TEST_CASE("both ways of writing a dossier leave equal rows, event by event") {
    test::each_database([](db::Database& database) {
        House house(database);
        hold_2022(house);
        const auto law = house.shelf.get();
        const Phrases words;
        const auto cast = hire(database, law->units, words, {3, 200, local_day(autumn), *parse_instant("2022-06-01T00:00")});
        const auto samples = make_samples(house.services, words, *parse_instant("2022-06-01T08:00"));
        const Planner planner(*law, words, cast, spans(local_day(autumn)), 3, autumn);
        std::set<dossier::Action> played;
        std::set<dossier::State> ended;
        std::uint32_t number = 0;
        for (std::size_t span = 0; span < 2; ++span)
            for (int n = 0; n < 150; ++n) {
                const auto& days = planner.spans()[span];
                const Day day = days.from + (n * 7) % (days.to - days.from + 1);
                const auto course = planner.course(span, static_cast<std::size_t>(n) % 11, day, n);
                if (!course) continue;
                const auto code = by_actions(house.services, cast, *course, house.folder.path());
                const auto chronicle = in_memory(*law, cast, *course, samples);
                write_down(house, chronicle, ++number);
                auto parts = *dossier::parse_code(code);
                const auto twin = dossier::code_of(parts.identifier, parts.day, parts.sequence + 1);
                const auto one = opened(house, code), two = opened(house, twin);
                REQUIRE(as_text(one) == as_text(two));
                REQUIRE(one.events.size() == two.events.size());
                for (std::size_t place = 0; place < one.events.size(); ++place) {
                    REQUIRE(as_text(one.events[place]) == as_text(two.events[place]));
                    played.insert(one.events[place].action);
                }
                REQUIRE(chain_holds(one.events));
                REQUIRE(chain_holds(two.events));
                ended.insert(one.dossier.state);
            }
        CHECK(played.size() >= 12); // otherwise too little was compared
        CHECK(ended.size() >= 5);
        CHECK(dossier::recount(database, *law, false).empty());
        CHECK(dossier::recount_ratings(database, *law, false) == 0);
        CHECK(dossier::verify(database, *law).numbering.empty());
    });
}

TEST_CASE("a small demonstration: its sums hold, its counters agree with history, and it is built once") {
    test::each_database([](db::Database& database) {
        House house(database);
        const std::filesystem::path data = house.folder.path();
        std::ostringstream progress;
        CHECK_FALSE(is_built(data));
        REQUIRE(build(house.services, {.dossiers = 1500, .seed = 5, .data = data, .by_actions = 20}, progress));
        CHECK(is_built(data));
        const auto law = house.shelf.get();
        CHECK(dossier::recount(database, *law, false).empty());
        CHECK(dossier::recount_ratings(database, *law, false) == 0);
        CHECK(dossier::verify(database, *law).breaks.empty());
        CHECK(dossier::verify(database, *law).numbering.empty());

        const auto campaigns = campaign::all(database);
        REQUIRE(campaigns.size() == 2);
        std::int64_t submitted = 0;
        indicator::Recollection counters;
        for (const auto& one : campaigns) {
            const auto board_of = [&](std::string_view unit) {
                const auto scope = campaign::scope_of(one, law->units, unit, "", "", local_day(autumn));
                return campaign::board(database, counters, *law, one, *scope, Locale::vi);
            };
            const auto province = board_of("");
            CHECK(province.units.size() == 11);
            CHECK(province.totals.sum.received() > 300);
            submitted += province.totals.sum.submitted;
            indicator::Delta districts, communes;
            for (const auto& district : province.units) {
                districts += district.sum;
                const auto below = board_of(district.unit->code);
                CHECK(below.totals.sum == district.sum);
                for (const auto& commune : below.units) communes += commune.sum;
            }
            CHECK(districts == province.totals.sum);
            CHECK(communes == province.totals.sum);
        }
        CHECK(submitted == 1500);

        const auto accounts = printed_accounts(data);
        std::set<std::string> roles;
        for (const auto& account : accounts) roles.insert(account.role);
        CHECK(roles.size() == motcua::Words<account::Role>::words.size() - 1); // all but the visitor
        CHECK(accounts.size() == roles.size());
        CHECK((std::filesystem::status(data / "accounts.json").permissions() & std::filesystem::perms::mask) ==
              std::filesystem::perms(0600));

        const auto again = build(house.services, {.dossiers = 10, .seed = 5, .data = data}, progress);
        REQUIRE_FALSE(again);
        CHECK(again.error().code == "demo.not_empty");
    });
}

TEST_CASE("the tree of 2025 applied to the demo province keeps every old code, link and count") {
    const db::Query<std::string()> all_codes{"select code from dossier order by code"};
    const db::Query<std::string()> all_counts{
        "select unit_id || ' ' || day || ' ' || submitted || ' ' || online || ' ' || resolved || ' ' || "
        "resolved_on_time || ' ' || returned from count_day order by unit_id, day"};
    auto database = test::fresh_sqlite();
    House house(*database);
    const test::TemporaryFolder data;
    std::ostringstream progress;
    REQUIRE(build(house.services, {.dossiers = 400, .seed = 7, .data = data.path(), .by_actions = 5}, progress));
    const auto codes = database->read([&](db::Tx& tx) { return tx.all(all_codes); });
    const auto counts = database->read([&](db::Tx& tx) { return tx.all(all_counts); });

    REQUIRE(law::import_file(law::DataKind::units, "data/units/binh-phuoc.json", false, *database, autumn)->refused.empty());
    house.shelf.put(database->read([](db::Tx& tx) { return law::load(tx); }));
    const auto law = house.shelf.get();
    CHECK(law->units.with_identifier("H19", local_day(autumn)) != nullptr);
    const auto told =
        *database->write([&](db::Tx& tx) -> Result<reception::Regranting> { return reception::regrant(tx, law->units, autumn); });
    CHECK(told.given.size() > 100);

    CHECK(database->read([&](db::Tx& tx) { return tx.all(all_codes); }) == codes);
    CHECK(database->read([&](db::Tx& tx) { return tx.all(all_counts); }) == counts);
    for (const auto& code : codes) {
        CAPTURE(code);
        // The demo plays on after some of its units had changed their rank: no real office numbers a dossier under a name it no longer
        // bears.
        const auto parts = *dossier::parse_code(code);
        const auto bearers = std::count_if(law->units.all().begin(), law->units.all().end(),
                                           [&](const unit::Unit& unit) { return unit.identifier == parts.identifier; });
        if (bearers > 1) continue;
        CHECK(dossier::track(*database, *law, key, code, dossier::tracking_secret(key, code)).has_value());
    }
    CHECK(dossier::recount(*database, *law, false).empty());
    CHECK(dossier::verify(*database, *law).breaks.empty());
}

TEST_CASE("counting the rows of the teams gives the published figures") {
    auto database = test::fresh_sqlite();
    House house(*database);
    hold_2022(house);
    const auto law = house.shelf.get();
    const Day day = *day_of(2022, 7, 1);
    REQUIRE(database->write([&](db::Tx& tx) -> Result<void> {
        form_teams(tx, law->units, Phrases(), 1, day);
        return {};
    }));
    std::map<std::string, Store::TeamFigures> communes, hamlets; // by district
    database->read([&](db::Tx& tx) {
        for (const auto& unit : law->units.all()) {
            if (unit.depth != 3) continue;
            const auto add = [](Store::TeamFigures& sum, const Store::TeamFigures& more) {
                sum.teams += more.teams;
                sum.members += more.members;
            };
            for (const auto& district : std::vector<std::string>{law->units.find(unit.parent)->code, ""}) {
                add(communes[district], Store(tx).team_figures(unit.id, "commune"));
                add(hamlets[district], Store(tx).team_figures(unit.id, "hamlet"));
            }
        }
    });
    CHECK(communes[""].teams == 111);
    CHECK(communes[""].members == 1080);
    CHECK(hamlets[""].teams == 845);
    CHECK(hamlets[""].members == 5520);
    CHECK(communes["688"].teams == 7);
    CHECK(hamlets["688"].teams == 42);
    CHECK(communes["688"].members + hamlets["688"].members == 350);
    CHECK(communes["698"].teams == 10);
    CHECK(hamlets["698"].teams == 82);
    CHECK(communes["698"].members + hamlets["698"].members == 676);
}
