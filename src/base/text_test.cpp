#include "base/text.hpp"

#include <doctest/doctest.h>
#include <utf8proc.h>

#include <cstdlib>
#include <memory>

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

TEST_CASE("letters that are whole already are tidied as Unicode says, alone and beside a mark") {
    for (std::int32_t letter = 0x21; letter < 0x2000; ++letter) {
        if (letter == 0x7f) continue;
        std::uint8_t encoded[4];
        const auto bytes = utf8proc_encode_char(letter, encoded);
        const std::string one(reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(bytes));
        for (const auto& text : {one, "a" + one + "b", one + "\xcc\x81", "ơ" + one}) {
            const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> composed(
                utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str())), std::free);
            CHECK(tidy(text) == reinterpret_cast<const char*>(composed.get()));
        }
    }
    for (const auto* broken : {"\xc3", "a\xc3z", "\xe1\xba", "\xe1\xba\x80\xe1", "\xff"}) CHECK(tidy(broken).empty());
}
