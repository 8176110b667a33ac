#include "support/test_app.hpp"

#include "base/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

using namespace motcua;
using test::Answer;
using test::Client;
using test::TestApp;
using visit::Access;

namespace {

/// What the reviewed table says of each row: `anyone`, `signed_in`, or roles.
using Table = std::map<std::string, std::string>;

Table reviewed() {
    Table table;
    std::ifstream file("tests/stories/matrix.tsv");
    std::string line;
    while (std::getline(file, line)) {
        if (line.empty() || line[0] == '#') continue;
        const auto tab = line.find('\t');
        REQUIRE_MESSAGE(tab != std::string::npos, line);
        const bool fresh = table.emplace(line.substr(0, tab), line.substr(tab + 1)).second;
        REQUIRE_MESSAGE(fresh, "stands twice: " << line);
    }
    return table;
}

std::string words_of(const Access& access) {
    if (access.kind == Access::Kind::anyone) return "anyone";
    if (access.kind == Access::Kind::signed_in) return "signed_in";
    std::set<std::string> words;
    for (const auto role : access.roles) words.emplace(word_of(role));
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
}

std::string row_of(const visit::Route& route) {
    return std::string(http::name_of(route.method)) + " " + route.pattern;
}

/// A path of the pattern, with a value that names nothing.
std::string path_of(std::string_view pattern) {
    std::string path;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] != '{') {
            path += pattern[at];
        } else {
            path += "0";
            at = pattern.find('}', at);
        }
    }
    return path;
}

bool is_api(const visit::Route& route) {
    return route.pattern.starts_with("/api/");
}

Answer ask(Client& client, const visit::Route& route) {
    const auto path = path_of(route.pattern);
    if (is_api(route)) return client.call(route.method, path, route.method == http::Method::post ? "{}" : "");
    if (route.method == http::Method::get) return client.get(path);
    return client.post(path);
}

/// Stopped by the gate for who they are, whatever a handler would have said.
bool is_stopped(const Answer& answer, const visit::Route& route) {
    if (is_api(route)) return answer.status == 401 || answer.has("visit.role_missing");
    return answer.location.starts_with("/sign-in") || (answer.status == 403 && answer.has("không có quyền làm việc này"));
}

bool may(std::string_view allowed, const test::Person& person) {
    if (allowed == "anyone" || allowed == "signed_in") return true;
    const auto words = split(allowed, ' ');
    const bool own_affairs = person.login != person.name; // signed in as a citizen besides the role
    const auto holds = [&](std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); };
    return holds(word_of(person.role)) || (own_affairs && holds("citizen"));
}

} // namespace

TEST_CASE("every route stands in the reviewed table with exactly the roles that may call it") {
    TestApp app;
    auto table = reviewed();
    for (const auto& route : app.app().gate().routes()) {
        const auto row = row_of(route);
        CAPTURE(row);
        const auto found = table.find(row);
        CHECK_MESSAGE(found != table.end(), row << "\t" << words_of(route.access));
        if (found == table.end()) continue;
        CHECK(found->second == words_of(route.access));
        table.erase(found);
    }
    for (const auto& [row, words] : table) FAIL_CHECK("no such route any more: " << row);
}

TEST_CASE("the gate lets every role through where the table says so, and nowhere else") {
    TestApp app;
    const auto table = reviewed();
    for (const auto& route : app.app().gate().routes()) {
        const auto found = table.find(row_of(route));
        if (found == table.end()) continue; // said above
        CAPTURE(found->first);
        auto visitor = app.visitor();
        const bool leads_to_door = route.pattern == "/sign-out";
        CHECK(is_stopped(ask(visitor, route), route) == (found->second != "anyone" && !leads_to_door));
        for (const auto& person : test::people()) {
            CAPTURE(person.name);
            auto& client = is_api(route) ? app.program_of(person.name) : app.as(person.name);
            CHECK(is_stopped(ask(client, route), route) == !may(found->second, person));
        }
    }
}

TEST_CASE("every answer of every route carries the security headers, refusals included") {
    TestApp app;
    std::vector<Answer> answers;
    for (const auto& route : app.app().gate().routes()) {
        auto visitor = app.visitor();
        visitor.set_secure(true);
        CAPTURE(row_of(route));
        answers.push_back(ask(visitor, route));
        answers.push_back(ask(is_api(route) ? app.program_of("quang") : app.as("quang"), route));
        CHECK(answers[answers.size() - 2].header("strict-transport-security").starts_with("max-age="));
    }
    auto visitor = app.visitor();
    answers.push_back(visitor.get("/no-such-page"));
    answers.push_back(visitor.call(http::Method::put, "/sign-in"));
    for (const auto& answer : answers) {
        CAPTURE(answer.body.substr(0, 200));
        CHECK(answer.header("content-security-policy").find("default-src 'none'") != std::string::npos);
        CHECK(answer.header("content-security-policy").find("unsafe") == std::string::npos);
        CHECK(answer.header("x-content-type-options") == "nosniff");
        CHECK_FALSE(answer.header("referrer-policy").empty());
        CHECK_FALSE(answer.header("permissions-policy").empty());
        CHECK(answer.header("cross-origin-opener-policy") == "same-origin");
        CHECK_FALSE(answer.header("cross-origin-resource-policy").empty());
        CHECK_FALSE(answer.header("cache-control").empty());
    }
}

TEST_CASE("what a signed-in person sees is kept in no cache") {
    TestApp app;
    for (const auto& route : app.app().gate().routes()) {
        if (route.method != http::Method::get || is_api(route)) continue;
        CAPTURE(row_of(route));
        const auto answer = app.as("lan").get(path_of(route.pattern));
        if (answer.status == 200 && answer.header("content-type").starts_with("text/html"))
            CHECK(answer.header("cache-control") == "no-store");
    }
}

TEST_CASE("an unknown page is 404 and a wrong method 405, as pages and as problems") {
    TestApp app;
    auto visitor = app.visitor();
    CHECK(visitor.get("/no-such-page").status == 404);
    CHECK(visitor.get("/no-such-page").has("Không có trang này"));
    CHECK(visitor.get("/api/v1/no-such-thing").header("content-type") == "application/problem+json");
    const auto wrong = visitor.call(http::Method::delete_, "/sign-in");
    CHECK(wrong.status == 405);
    CHECK(wrong.header("allow").find("GET") != std::string::npos);
}
