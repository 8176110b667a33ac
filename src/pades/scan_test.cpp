#include "pades/cms.hpp"
#include "pades/scan.hpp"
#include "pades/verification.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>

namespace motcua::pades {

namespace {

/// A file of one signature whose message is `hex`; `around` comes before the object and is covered as well.
std::string with_signature(std::string_view hex, std::string_view time = "(D:20220711150030+07'00')",
                           std::string_view tail = "\nendobj\n") {
    const auto head = fmt::format("%PDF-1.4\n5 0 obj << /M {} /Contents ", time);
    const auto message = fmt::format("<{}>", hex);
    const auto begin = head.size() + message.size();
    const std::string range = " /ByteRange [0 {:4} {:4} {:4}] >>";
    const auto length = fmt::format(fmt::runtime(range), 0, 0, 0).size() + tail.size();
    return head + message + fmt::format(fmt::runtime(range), head.size(), begin, length) + std::string(tail);
}

} // namespace

TEST_CASE("a signature is found by its range, with the time that the document claims") {
    const auto spans = find_signatures(with_signature("3003020101000000"));
    REQUIRE(spans.size() == 1);
    CHECK(spans[0].whole);
    CHECK(spans[0].message == std::string("\x30\x03\x02\x01\x01", 5));
    CHECK(spans[0].claimed_at == parse_instant("2022-07-11T15:00:30+07:00"));
}

TEST_CASE("times of other zones are understood, and nonsense is no time") {
    const auto time_of = [](std::string_view text) { return find_signatures(with_signature("3000", text)).at(0).claimed_at; };
    CHECK(time_of("(D:20220711080030Z)") == parse_instant("2022-07-11T15:00:30+07:00"));
    CHECK(time_of("(D:20220711040030-04'00')") == parse_instant("2022-07-11T15:00:30+07:00"));
    CHECK(time_of("(D:20220711150030)") == parse_instant("2022-07-11T15:00:30+07:00"));
    for (const auto* text : {"(D:20221311150030Z)", "(D:2022)", "(yesterday)", "(D:20220711150061Z)", "(D:20220711150030+99'00')", "5"})
        CHECK_FALSE(time_of(text));
}

TEST_CASE("between the spans stands one string of hex digits, one structure and zeros, or it is no signature") {
    for (const auto* hex :
         {"", "30", "3005020101", "300302010100ff", "30 3", "zz00", "3003020101>", "0403020101", "3080020101", "30850000000001ff"})
        CHECK(find_signatures(with_signature(hex)).empty());
    CHECK(find_signatures(with_signature("3081030201010000")).size() == 1);
}

TEST_CASE("ranges that do not add up are none") {
    const std::string file = "%PDF-1.4 <3003020101> and more";
    for (const auto* range : {"[0 9 21 9", "[1 9 21 9]", "[0 9 21 99999]", "[0 9 21 99999999999999999999]", "[0 21 9 9]", "[0 9 21 -1]",
                              "[0 9]", "", "[0 8 21 9]", "[0 9 22 8]", "[]", "0 9 21 9]"})
        CHECK(find_signatures(file + " /ByteRange " + range).empty());
    const auto found = find_signatures(file + " /ByteRange [ 0\n9 21\t9 ]");
    REQUIRE(found.size() == 1);
    CHECK_FALSE(found[0].whole);
    CHECK(mentions_signature(" /ByteRange "));
    CHECK_FALSE(mentions_signature("/ByteRang"));
}

TEST_CASE("of many signatures the last are looked at, and of ever so many mentions only some") {
    std::string many = "%PDF-1.4 <3003020101> and more";
    for (int i = 0; i < 100; ++i) many += " /ByteRange [0 9 21 9]";
    CHECK(find_signatures(many).size() == most_signatures);
    std::string none = with_signature("3000");
    for (int i = 0; i < 1000; ++i) none += "/ByteRange";
    CHECK(find_signatures(none).empty());
}

TEST_CASE("random bytes, cut and changed files never do harm") {
    const auto whole = with_signature("300302010100000000000000");
    std::mt19937 dice(11);
    for (int round = 0; round < 20'000; ++round) {
        auto bytes = whole.substr(0, dice() % (whole.size() + 1));
        for (unsigned hits = dice() % 6; hits > 0 && !bytes.empty(); --hits) bytes[dice() % bytes.size()] = static_cast<char>(dice());
        if (dice() % 3 == 0) bytes.insert(dice() % (bytes.size() + 1), whole.substr(dice() % whole.size()));
        for (const auto& one : check_signatures(bytes)) CHECK_FALSE(one.intact);
    }
}

TEST_CASE("messages of random bytes are none") {
    std::mt19937 dice(12);
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes(dice() % 200, '\0');
        for (auto& byte : bytes) byte = static_cast<char>(dice());
        if (!bytes.empty()) bytes[0] = 0x30;
        CHECK_FALSE(read_message(bytes));
    }
    CHECK_FALSE(read_message(std::string(1'000'000, '\x30')));
}

} // namespace motcua::pades
