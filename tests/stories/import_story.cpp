#include "door/import.hpp"
#include "dossier/actions.hpp"
#include "dossier/import.hpp"
#include "dossier/recount.hpp"
#include "dossier/verify.hpp"
#include "law/actions.hpp"
#include "support/test_app.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace motcua;
using test::TestApp;

namespace {

enum class What { accounts, dossiers };

/// What `motcua import` does with a file of this content; the report as one line, then one for each refused row.
std::string imported(TestApp& app, What what, std::string_view name, std::string_view content, bool dry_run = false) {
    test::TemporaryFolder folder;
    const auto file = std::filesystem::path(folder.path()) / name;
    std::ofstream(file) << content;
    const auto law = app.services().shelf.get();
    const auto report = law::import_rows(file, dry_run, app.database(), [&](db::Tx& tx, law::Source& source) {
        if (what == What::accounts) return door::import_accounts(tx, source, *law, app.services().number_key, app.clock.now());
        return dossier::import_dossiers(tx, source, *law, app.services().number_key, app.clock.now());
    });
    REQUIRE(report);
    std::string told = std::to_string(report->added) + " " + std::to_string(report->changed) + " " + std::to_string(report->same);
    for (const auto& problem : report->refused) told += "\n" + std::to_string(problem.line) + " " + problem.code;
    return told;
}

} // namespace

TEST_CASE("an office's people come as a file: once, each with the roles it names, and the wrong rows are named") {
    TestApp app;
    constexpr std::string_view file = "login,name,staff,phone,role,unit,until\n"
                                      "hong,Trần Thị Hồng,yes,,clerk,H10.41.05,2022-12-31\n"
                                      "hong,Trần Thị Hồng,yes,,officer,H10.41.05,\n"
                                      "0987654321,Điểu Bích,no,0987654321,,,\n"
                                      "sau,Lê Sáu,perhaps,,clerk,H10.41.05,\n"
                                      "bay,Lê Bảy,yes,,clerk,H99.01,\n"
                                      "tam2,Lê Tám,yes,,king,H10.41.05,\n"
                                      ",Lê Chín,yes,,clerk,H10.41.05,\n";
    const std::string refused = "\n5 law.problem.unknown_word\n6 law.problem.no_unit\n7 law.problem.unknown_word\n8 law.problem.missing";
    CHECK(imported(app, What::accounts, "people.csv", file, true) == "2 1 0" + refused);
    CHECK(imported(app, What::accounts, "people.csv", file) == "2 1 0" + refused); // the dry run left nothing
    CHECK(imported(app, What::accounts, "people.csv", file) == "0 0 3" + refused); // the second time there is nothing to do
    app.database().read([&](db::Tx& tx) {
        const auto hong = account::find_login(tx, app.services().number_key, "hong");
        REQUIRE(hong);
        CHECK(hong->name == "Trần Thị Hồng");
        const auto held = account::held(tx, hong->id);
        REQUIRE(held.size() == 2);
        for (const auto& grant : held) CHECK((grant.role == account::Role::clerk) == grant.valid_to.has_value());
    });
    auto visitor = app.visitor();
    CHECK(visitor.post("/sign-in", {{"login", "hong"}, {"password", ""}}).status == 422); // no password is no way in
}

TEST_CASE("open dossiers of an older system are carried over with their limits, counted once, and can be worked on") {
    TestApp app;
    constexpr std::string_view file =
        R"([{"reference": "HS-2022-7", "procedure": "1.002211", "unit": "H10.41.05", "channel": "direct", "submitted_at": "2022-07-05T08:00",
             "accepted_at": "2022-07-05T08:10", "owner_name": "Điểu Khánh", "phone": "0912345678"},
            {"reference": "HS-2022-8", "procedure": "1.002211", "unit": "H10.41.05", "channel": "post", "submitted_at": "2022-07-08T10:00",
             "owner_name": "Thị Mai"},
            {"reference": "HS-2022-9", "procedure": "9.999999", "unit": "H10.41.05", "channel": "direct", "submitted_at": "2022-07-08T10:00",
             "owner_name": "Thị Mai"},
            {"reference": "HS-2022-10", "procedure": "1.002211", "unit": "H10.41.05", "channel": "direct", "submitted_at": "2023-01-01T10:00",
             "owner_name": "Thị Mai"},
            {"reference": "HS-2022-11", "procedure": "1.002211", "unit": "H10.41.05", "channel": "direct", "submitted_at": "2022-07-08T10:00",
             "owner_name": "Thị Mai", "citizen_number": "12"}])";
    const auto refused = "\n5 dossier.unknown_procedure\n7 law.problem.not_moment\n9 numbers.citizen_number.length";
    CHECK(imported(app, What::dossiers, "open.json", file, true).starts_with("2 0 0"));
    CHECK(imported(app, What::dossiers, "open.json", file) == std::string("2 0 0") + refused);
    CHECK(imported(app, What::dossiers, "open.json", file) == std::string("0 0 2") + refused);

    const auto desk = app.as("binh").get("/desk");
    CHECK(desk.has("H10.41.05-220705-0001"));
    CHECK(desk.has("H10.41.05-220708-0001"));
    const auto dossier = app.program_of("binh").get("/api/v1/dossiers/H10.41.05-220705-0001").json();
    CHECK(dossier.at("state").as_string() == "accepted");
    CHECK(dossier.at("due_at").as_string().starts_with("2022-07-12T17:00")); // five working days of the day it was accepted
    CHECK(app.as("binh")
              .post("/dossiers/H10.41.05-220705-0001/assignment", {{"version", "2"}, {"officer", std::to_string(app.id_of("hoa"))}})
              .status == 303);
    CHECK(dossier::recount(app.database(), *app.services().shelf.get(), false).empty());
    CHECK(dossier::verify(app.database(), *app.services().shelf.get()).breaks.empty());
    CHECK(app.queued("message.sms") == 0);
}
