#include "base/text.hpp"

#include <doctest/doctest.h>

using namespace motcua;

TEST_CASE("folding makes one spelling of what people type") {
    CHECK(fold("Đăng ký  khai-sinh") == "dang ky khai sinh");
    CHECK(fold("ễ Ộ ườ S'tiêng") == "e o uo s tieng");
    CHECK(fold("") == "");
    CHECK(fold("  --  ") == "");
}

TEST_CASE("tidying composes letters and keeps one space") {
    CHECK(tidy("  Nguye\xcc\x82\xcc\x83n \t Lan\n") == "Nguyễn Lan");
    CHECK(tidy_lines("một \r\n hai  ba\n") == "một\nhai ba");
}

TEST_CASE("lengths count letters") {
    CHECK(length("Bù Gia Mập") == 10);
    CHECK(shorten("Bù Gia Mập", 2) == "Bù");
    CHECK(upper("nguyễn thị đào") == "NGUYỄN THỊ ĐÀO");
    CHECK_FALSE(is_utf8("\xff"));
}
