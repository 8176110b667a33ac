#include "dossier/import.hpp"
#include "law/actions.hpp"
#include "support/test_app.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace motcua;
using test::TestApp;

namespace {

/// A backlog as an office brings it along: some not yet accepted, of two procedures, each with a promise of its own.
void bring_along(TestApp& app, int dossiers) {
    test::TemporaryFolder folder;
    const auto file = std::filesystem::path(folder.path()) / "open.csv";
    std::ofstream out(file);
    out << "reference,procedure,unit,channel,submitted_at,accepted_at,owner_name\n";
    for (int i = 0; i < dossiers; ++i)
        out << fmt::format("HS-{},{},H10.41.05,direct,2022-07-{:02}T{:02}:{:02},{},Điểu Bé\n", i, i % 3 ? "1.002211" : "1.004873",
                           4 + i % 5, 8 + i % 3, i % 60,
                           i % 2 ? fmt::format("2022-07-{:02}T{:02}:{:02}", 4 + i % 5, 13 + i % 3, i % 60) : "");
    out.close();
    const auto law = app.services().shelf.get();
    const auto report = law::import_rows(file, false, app.database(), [&](db::Tx& tx, law::Source& source) {
        return dossier::import_dossiers(tx, source, *law, app.services().number_key, app.clock.now());
    });
    REQUIRE(report);
    REQUIRE(report->added == dossiers);
}

std::vector<std::string> codes_on(std::string_view body) {
    std::vector<std::string> codes;
    constexpr std::string_view link = "href=\"/dossiers/";
    for (auto at = body.find(link); at != body.npos; at = body.find(link, at + 1)) {
        const auto start = at + link.size();
        codes.emplace_back(body.substr(start, body.find('"', start) - start));
    }
    return codes;
}

/// The address behind "further", as a browser reads it.
std::string next_of(std::string_view body) {
    const auto rel = body.find("\" rel=\"next\"");
    if (rel == body.npos) return {};
    const auto start = body.rfind("href=\"", rel) + 6;
    std::string url(body.substr(start, rel - start));
    for (auto at = url.find("&amp;"); at != url.npos; at = url.find("&amp;", at + 1)) url.replace(at, 5, "&");
    return url;
}

/// All dossiers of a list, walked to its end page by page.
std::vector<std::string> walked(TestApp& app, std::string url) {
    std::vector<std::string> all;
    for (int page = 0; !url.empty() && page < 100; ++page) {
        const auto answer = app.as("binh").get(url);
        REQUIRE(answer.status == 200);
        const auto codes = codes_on(answer.body);
        CHECK(codes.size() <= 50);
        all.insert(all.end(), codes.begin(), codes.end());
        url = next_of(answer.body);
    }
    return all;
}

std::size_t different(std::vector<std::string> codes) {
    std::ranges::sort(codes);
    return static_cast<std::size_t>(std::ranges::unique(codes).begin() - codes.begin());
}

} // namespace

TEST_CASE("behind a backlog of more than a thousand every page of the desk comes, each dossier once, whatever it is filtered by") {
    TestApp app;
    bring_along(app, 1'020);
    const auto first = app.as("binh").get("/desk");
    CHECK(first.has("Tất cả việc cần làm (hơn 1000)"));
    CHECK(first.has("(510)"));

    const auto everything = walked(app, "/desk");
    CHECK(everything.size() == 1'020);
    CHECK(different(everything) == 1'020);
    const auto accepted = walked(app, "/desk?state=accepted");
    CHECK(accepted.size() == 510);
    CHECK(different(accepted) == 510);
    const auto of_one_kind = walked(app, "/desk?procedure=1.004873");
    CHECK(of_one_kind.size() == 340);
    CHECK(different(of_one_kind) == 340);
    CHECK(walked(app, "/desk?state=submitted&procedure=1.004873").size() == 170);
    CHECK(walked(app, "/desk?mine=1").empty());

    // What is promised first stands first.
    const auto urgency = [&](const std::string& code) {
        return *app.program_of("binh").get("/api/v1/dossiers/" + code).json().at("due_at").if_string();
    };
    CHECK(urgency(accepted.front()) <= urgency(accepted[250]));
    CHECK(urgency(accepted[250]) <= urgency(accepted.back()));

    const auto given = accepted.front();
    REQUIRE(app.as("binh")
                .post("/dossiers/" + given + "/assignment", {{"version", "2"}, {"officer", std::to_string(app.id_of("hoa"))}})
                .status == 303);
    CHECK(codes_on(app.as("hoa").get("/desk?mine=1").body) == std::vector{given});
}
