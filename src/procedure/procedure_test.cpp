#include "procedure/index.hpp"
#include "procedure/procedure.hpp"

#include <doctest/doctest.h>

#include <chrono>

using namespace motcua;
using namespace motcua::procedure;

namespace {

const Day today = *day_of(2022, 7, 11);

Procedure named(std::string code, std::string short_name, std::string domain, std::vector<std::string> words = {},
                std::string result = {}) {
    Procedure procedure;
    procedure.code = std::move(code);
    procedure.valid_from = *day_of(2022, 1, 1);
    procedure.name = procedure.short_name = std::move(short_name);
    procedure.domain = std::move(domain);
    procedure.words = std::move(words);
    procedure.result_name = std::move(result);
    procedure.levels = {Level::commune};
    procedure.channels = {Channel::direct, Channel::online};
    return procedure;
}

Catalogue small() {
    std::vector<Procedure> all;
    all.push_back(named("1", "Đăng ký khai sinh", "Hộ tịch", {"khai sanh", "giấy khai sinh"}, "Giấy khai sinh"));
    all.push_back(named("2", "Đăng ký lại khai sinh", "Hộ tịch", {"mất giấy khai sinh"}, "Giấy khai sinh"));
    all.push_back(named("3", "Đăng ký khai sinh kết hợp nhận cha, mẹ, con", "Hộ tịch", {}, "Giấy khai sinh"));
    all.push_back(named("4", "Đăng ký kết hôn", "Hộ tịch", {"lấy vợ"}, "Giấy chứng nhận kết hôn"));
    all.push_back(named("5", "Đăng ký tạm trú", "Cư trú"));
    all.push_back(named("6", "Đổi giấy phép lái xe", "Sát hạch", {"bằng lái"}));
    all.back().channels = {Channel::direct};
    all.back().levels = {Level::province};
    return Catalogue(std::move(all));
}

std::string first(const Catalogue& catalogue, std::string_view text) {
    const auto hits = catalogue.search(text, {}, today, 5);
    return hits.empty() ? "" : hits.front().procedure->code;
}

} // namespace

TEST_CASE("one slip is one letter wrong, missing, too many or two swapped") {
    CHECK(one_slip_apart("sinh", "sinh"));
    CHECK(one_slip_apart("sinh", "sanh"));
    CHECK(one_slip_apart("sinh", "sih"));
    CHECK(one_slip_apart("sinh", "sinhh"));
    CHECK(one_slip_apart("sinh", "isnh"));
    CHECK(one_slip_apart("sinh", "sihn"));
    CHECK_FALSE(one_slip_apart("sinh", "xanh"));
    CHECK_FALSE(one_slip_apart("sinh", "si"));
    CHECK_FALSE(one_slip_apart("sinh", "hnis"));
    CHECK(one_slip_apart("", "a"));
    CHECK_FALSE(one_slip_apart("", "ab"));
}

TEST_CASE("people find birth registration however they write it") {
    const auto catalogue = small();
    for (const auto* text : {"khai sinh", "Khai Sinh", "khai sanh", "khia sinh", "sinh khai", "giay khai sinh", "làm khai sinh cho con",
                             "dang ky khai sinh", "ĐĂNG KÝ KHAI SINH", "khai si", "xin giấy khai sinh cho con"}) {
        CAPTURE(text);
        CHECK(first(catalogue, text) == "1");
    }
    CHECK(first(catalogue, "mất giấy khai sinh") == "2");
    CHECK(first(catalogue, "kết hon") == "4");
    CHECK(first(catalogue, "tam tru") == "5");
    CHECK(first(catalogue, "bang lai") == "6");
    CHECK(first(catalogue, "zzzz") == "");
}

TEST_CASE("an empty search lists everything by domain and name, and filters narrow it") {
    const auto catalogue = small();
    CHECK(catalogue.search("", {}, today, 100).size() == 6);
    CHECK(catalogue.search("", {}, today, 2).size() == 2);
    CHECK(catalogue.search("  ", {.domain = "Hộ tịch"}, today, 100).size() == 4);
    CHECK(catalogue.search("", {.level = Level::province}, today, 100).size() == 1);
    CHECK(catalogue.search("đổi giấy phép lái xe", {.online_only = true}, today, 100).empty());
    CHECK(catalogue.search("khai sinh", {.life_event = "birth"}, today, 100).empty());
    CHECK(catalogue.domains(today) == std::vector<std::string>{"Cư trú", "Hộ tịch", "Sát hạch"});
}

TEST_CASE("each day has its version, and the one of acceptance stays readable") {
    auto old_one = named("1", "Đăng ký khai sinh", "Hộ tịch");
    old_one.valid_to = *day_of(2025, 6, 30);
    auto new_one = named("1", "Đăng ký khai sinh (mới)", "Hộ tịch");
    new_one.version = 2;
    new_one.valid_from = *day_of(2025, 7, 1);
    auto corrected = new_one;
    corrected.version = 3;
    const Catalogue catalogue({old_one, new_one, corrected});
    CHECK(catalogue.find("1", today)->version == 1);
    CHECK(catalogue.find("1", *day_of(2025, 7, 1))->version == 3);
    CHECK(catalogue.find("1", *day_of(2021, 1, 1)) == nullptr);
    CHECK(catalogue.version("1", 2)->version == 2);
    CHECK(catalogue.version("1", 4) == nullptr);
    CHECK(catalogue.valid_on(*day_of(2026, 1, 1)).size() == 1);
    CHECK(catalogue.search("khai sinh", {}, *day_of(2026, 1, 1), 9).size() == 1);
}

TEST_CASE("long, strange and hostile texts are searched like any other") {
    const auto catalogue = small();
    CHECK(catalogue.search(std::string(100'000, 'x'), {}, today, 5).empty());
    CHECK(catalogue.search("\xff\xfe", {}, today, 5).size() <= 6);
    CHECK(catalogue.search("' or 1=1 -- khai sinh", {}, today, 5).size() <= 5);
}

TEST_CASE("ten thousand procedures are searched, and the one meant comes first") {
    const std::vector<std::string> words{"cấp",   "đổi",  "giấy",  "phép",   "chứng", "nhận", "đăng", "ký",   "xây",   "dựng",  "đất",
                                         "nhà",   "kinh", "doanh", "thuế",   "trợ",   "hộ",   "gia",  "đình", "người", "công",  "khai",
                                         "thông", "tin",  "nông",  "nghiệp", "sinh",  "an",   "toàn", "nước", "rừng",  "khoáng"};
    std::vector<Procedure> all;
    for (int i = 0; i < 10'000; ++i) {
        std::string name;
        for (int j = 0, seed = i * 7919 + 13; j < 8; ++j, seed = (seed * 1103 + 12345) & 0x7fffffff)
            name += words[static_cast<std::size_t>(seed / 16) % words.size()] + (j % 3 == 2 ? std::to_string(seed % 500) + " " : " ");
        all.push_back(named("9." + std::to_string(100'000 + i), name, words[static_cast<std::size_t>(i) % words.size()]));
    }
    all.push_back(named("1.001193", "Đăng ký khai sinh", "Hộ tịch", {"khai sanh"}, "Giấy khai sinh"));
    const Catalogue catalogue(std::move(all));
    const auto begin = std::chrono::steady_clock::now();
    constexpr int rounds = 20;
    for (int i = 0; i < rounds; ++i) {
        CHECK(first(catalogue, "làm khai sinh cho con") == "1.001193");
        CHECK(first(catalogue, "khai sanh") == "1.001193");
    }
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - begin;
    MESSAGE("a search over 10,001 procedures takes " << spent.count() / (2 * rounds) << " ms");
}
