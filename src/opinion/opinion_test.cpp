#include "opinion/opinion.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using namespace motcua::opinion;

namespace {

unit::Tree tree() {
    unit::Unit province{.id = 1, .code = "70", .identifier = "H10", .type = unit::Type::province, .name = "P", .full_name = "P"};
    unit::Unit office{.id = 2, .parent = 1, .code = "o", .identifier = "H10.01", .type = unit::Type::office, .name = "O", .full_name = "O"};
    office.depth = 2;
    return unit::Tree({province, office});
}

account::Actor holding(account::Role role, Id unit, Id account = 9) {
    account::Actor actor;
    actor.account = account;
    actor.grants.push_back({role, unit});
    return actor;
}

Opinion asked() {
    Opinion opinion;
    opinion.step = "appraise";
    opinion.asked_unit = 2;
    opinion.asked_by = 7;
    opinion.asked_at = Instant{1'000};
    opinion.due_at = Instant{2'000};
    return opinion;
}

} // namespace

TEST_CASE("an opinion waits until it is due, then it is silent; an answer stays an answer, late or not") {
    auto opinion = asked();
    CHECK(standing(opinion, Instant{2'000}) == Standing::waiting);
    CHECK(standing(opinion, Instant{2'001}) == Standing::silent);
    opinion.given_at = Instant{2'000};
    CHECK(standing(opinion, Instant{9'000}) == Standing::given);
    opinion.given_at = Instant{2'001};
    CHECK(standing(opinion, Instant{9'000}) == Standing::given_late);
    opinion = asked();
    opinion.closed_at = Instant{1'500};
    CHECK(standing(opinion, Instant{1'600}) == Standing::silent);
}

TEST_CASE("only who holds the asked role in the asked unit answers, never the person who asked") {
    const auto units = tree();
    const auto opinion = asked();
    CHECK(is_asked(opinion, holding(account::Role::officer, 2), units));
    CHECK(is_asked(opinion, holding(account::Role::officer, 1), units));
    CHECK_FALSE(is_asked(opinion, holding(account::Role::approver, 2), units));
    CHECK_FALSE(is_asked(opinion, holding(account::Role::officer, 2, 7), units));
    CHECK_FALSE(is_asked(opinion, holding(account::Role::officer, 3), units));
    CHECK_FALSE(is_asked(opinion, account::Actor{}, units));
}

TEST_CASE("what is not answered keeps its step from going on: while there is time by waiting, then as silence") {
    std::vector<Opinion> all{asked(), asked(), asked(), asked()};
    all[1].given_at = Instant{1'200};
    all[2].step = "field";
    all[3].due_at = Instant{5'000};
    const auto found = pending(all, "appraise", Instant{3'000});
    REQUIRE(found.silent.size() == 1);
    CHECK(found.silent[0] == &all[0]);
    REQUIRE(found.waiting.size() == 1);
    CHECK(found.waiting[0] == &all[3]);
}

TEST_CASE("whoever does not simply agree says why") {
    CHECK(checked("agree", "")->verdict == Verdict::agree);
    CHECK(checked("disagree", " Đất đang tranh chấp ")->words == "Đất đang tranh chấp");
    CHECK(checked("disagree", "").error().fields[0].code == "opinion.say_why");
    CHECK(checked("more_needed", " ").error().fields[0].code == "opinion.say_why");
    CHECK(checked("", "x").error().fields[0].code == "opinion.choose_verdict");
    CHECK(checked("silence", "x").error().fields[0].code == "opinion.choose_verdict");
    CHECK(checked("agree", std::string(2001, 'x')).error().fields[0].code == "opinion.too_long");
}
