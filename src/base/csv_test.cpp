#include "base/csv.hpp"

#include <doctest/doctest.h>

using namespace motcua;

namespace {

std::string shown(std::string_view text) {
    const auto rows = csv::parse(text);
    if (!rows) return std::to_string(rows.error().line) + ": " + rows.error().reason;
    std::string all;
    for (const auto& row : *rows) {
        all += std::to_string(row.line);
        for (const auto& cell : row.cells) all += "[" + cell + "]";
    }
    return all;
}

} // namespace

TEST_CASE("cells are read as they were written") {
    CHECK(shown("a,b\r\nc,d\r\n") == "1[a][b]2[c][d]");
    CHECK(shown("a,b\nc,d") == "1[a][b]2[c][d]");
    CHECK(shown("\"a,1\",\"say \"\"yes\"\"\"\n") == "1[a,1][say \"yes\"]");
    CHECK(shown("\"two\nlines\",x\ny,z") == "1[two\nlines][x]3[y][z]");
    CHECK(shown(",\n") == "1[][]");
    CHECK(shown("a,") == "1[a][]");
    CHECK(shown("\"\",\"\"") == "1[][]");
    CHECK(shown("\xef\xbb\xbfm\xc3\xa3\n") == "1[mã]");
    CHECK(shown("a\n\n\nb\n") == "1[a]4[b]");
    CHECK(shown("") == "");
}

TEST_CASE("what is not CSV is refused with its line") {
    CHECK(shown("a\nb,\"c\nd") == "2: a quote is opened here and never closed");
    CHECK(shown("a\n\"b\"c,d") == "2: a cell goes on after its closing quote");
    CHECK(shown("a\"b\n") == "1: a quote stands inside a cell that does not begin with one");
    CHECK(shown("\xff\n") == "1: the file is not UTF-8");
}

TEST_CASE("what is written is read back") {
    const std::vector<std::string> cells{"plain", "", "comma, quote\" and\r\nlines", "\"", "ễ"};
    const auto rows = csv::parse(csv::line(cells));
    REQUIRE(rows);
    REQUIRE(rows->size() == 1);
    CHECK(rows->front().cells == cells);
    CHECK(csv::line({"a", "b"}) == "a,b\r\n");
    CHECK(csv::line({"", ""}) == ",\r\n");
}
