#include "campaign/board.hpp"
#include "campaign/campaign.hpp"
#include "campaign/csv.hpp"
#include "campaign/figures.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

using namespace motcua;
using namespace motcua::campaign;

namespace {

const Day first = *day_of(2022, 7, 1);
const Day last = *day_of(2022, 9, 30);

unit::Unit made(Id id, Id parent, std::string code, unit::Type type, std::string name, int depth) {
    unit::Unit unit;
    unit.id = id;
    unit.parent = parent;
    unit.code = code;
    unit.identifier = "H10." + code;
    unit.type = type;
    unit.name = unit.full_name = std::move(name);
    unit.valid_from = *day_of(2000, 1, 1);
    unit.depth = depth;
    return unit;
}

/// A province with two districts; the second was a district until 31 August 2022 and is a town from 1 September.
unit::Tree small_province() {
    auto before = made(3, 1, "697", unit::Type::district, "Huyện Chơn Thành", 2);
    before.valid_to = *day_of(2022, 8, 31);
    auto after = made(4, 1, "697", unit::Type::town, "Thị xã Chơn Thành", 2);
    after.valid_from = *day_of(2022, 9, 1);
    return unit::Tree(
        {made(1, 0, "70", unit::Type::province, "Tỉnh Bình Phước", 1), made(2, 1, "688", unit::Type::town, "Thị xã Phước Long", 2), before,
         after, made(5, 1, "70.STP", unit::Type::office, "Sở Tư pháp", 2), made(21, 2, "25216", unit::Type::ward, "Phường Thác Mơ", 3),
         made(22, 2, "25217", unit::Type::ward, "Phường Long Thủy", 3), made(31, 3, "25432", unit::Type::commune, "Xã Minh Hưng", 3)});
}

law::Law small_law() {
    law::Law law;
    law.units = small_province();
    return law;
}

Campaign ninety_two_days() {
    Campaign campaign;
    campaign.id = "92-ngay-2022";
    campaign.name = "92 ngày đêm";
    campaign.unit = 1;
    campaign.from = first;
    campaign.to = last;
    campaign.target = 8000;
    return campaign;
}

indicator::UnitSum sum_of(Id unit, std::int64_t online, std::int64_t direct, std::int64_t post = 0) {
    indicator::UnitSum sum{unit, {}};
    sum.sum.online = online;
    sum.sum.direct = direct;
    sum.sum.post = post;
    return sum;
}

Line line_with(std::string name, std::int64_t online, std::int64_t received) {
    Line line;
    line.name = std::move(name);
    line.sum.online = online;
    line.sum.direct = received - online;
    line.target = 8000;
    return line;
}

std::string names(const std::vector<Line>& lines) {
    std::string all;
    for (const auto& line : lines) all += (all.empty() ? "" : " ") + line.name;
    return all;
}

Board province_board(const Counted& counted, Day today = last) {
    static const auto law = small_law();
    const auto campaign = ninety_two_days();
    return board_of(campaign, law, *scope_of(campaign, law.units, "", "", "", today), counted, Locale::vi);
}

constexpr std::string_view sample = R"({"id": "thu", "name": "Thử", "name_en": "Trial", "plan": "1/KH", "unit": "70",
    "from": "2022-07-01", "to": "2022-09-30", "target": 8000, "unit_targets": [{"unit": "688", "target": 9000}]})";

} // namespace

TEST_CASE("a rate is rounded half up, and only once") {
    CHECK(Rate{123, 200}.basis_points() == 6150);
    CHECK(Rate{1, 3}.basis_points() == 3333);
    CHECK(Rate{2, 3}.basis_points() == 6667);
    CHECK(Rate{1, 20'000}.basis_points() == 1); // 0,5 of a hundredth
    CHECK(Rate{1, 20'001}.basis_points() == 0);
    CHECK(Rate{61'449, 100'000}.per_mille() == 614); // by hundredths it would become 61,45 and then 61,5
    CHECK(Rate{0, 0}.basis_points() == 0);
    CHECK_FALSE(Rate{0, 0}.exists());
}

TEST_CASE("rates are compared exactly, and one that does not exist is below all others") {
    CHECK(compare({1, 3}, {2, 6}) == 0);
    CHECK(compare({333'333, 1'000'000}, {1, 3}) < 0);
    CHECK(compare({0, 0}, {0, 5}) < 0);
    CHECK(compare({0, 0}, {0, 0}) == 0);
    CHECK(reaches({4, 5}, 8000));
    CHECK_FALSE(reaches({7999, 10'000}, 8000));
    CHECK_FALSE(reaches({0, 0}, 0));
}

TEST_CASE("numbers are written as Vietnamese and English readers write them") {
    CHECK(grouped(0, Locale::vi) == "0");
    CHECK(grouped(999, Locale::vi) == "999");
    CHECK(grouped(1'234'567, Locale::vi) == "1.234.567");
    CHECK(grouped(1'234'567, Locale::en) == "1,234,567");
    CHECK(grouped(-12'345, Locale::vi) == "−12.345");
    CHECK(fraction({123, 200}, Locale::vi) == "123 / 200 = 61,5\u00a0%");
    CHECK(fraction({123, 200}, Locale::en) == "123 / 200 = 61.5\u00a0%");
    CHECK(fraction({0, 0}, Locale::vi).empty());
    CHECK(percent(800, Locale::vi) == "80\u00a0%");
    CHECK(points(-185, Locale::vi) == "−18,5");
    CHECK(points(15, Locale::vi) == "+1,5");
    CHECK(points(0, Locale::vi) == "0");
    CHECK(shown_gap({123, 200}, 8000) == -185);
}

TEST_CASE("the days of a campaign are counted from its first to its last") {
    const auto campaign = ninety_two_days();
    CHECK(campaign.days() == 92);
    CHECK(campaign.days_left(first - 5) == 92);
    CHECK(campaign.day_number(first - 1) == 0);
    CHECK(campaign.day_number(first) == 1);
    CHECK(campaign.days_left(first) == 91);
    CHECK(campaign.day_number(last) == 92);
    CHECK(campaign.days_left(last) == 0);
    CHECK_FALSE(campaign.over(last));
    CHECK(campaign.over(last + 1));
    CHECK(campaign.day_number(last + 40) == 92);
}

TEST_CASE("a campaign comes from its file, and a wrong file names the field") {
    const auto units = small_province();
    const auto read = [&](std::string_view name, boost::json::value value) {
        auto data = boost::json::parse(sample).as_object();
        data[name] = std::move(value);
        const auto campaign = from_json(data, units);
        return campaign ? std::string() : campaign.error().fields.at(0).field;
    };
    const auto campaign = from_json(boost::json::parse(sample).as_object(), units);
    REQUIRE(campaign);
    CHECK(campaign->unit == 1);
    CHECK(campaign->target_of(1, units) == 8000);
    CHECK(campaign->target_of(2, units) == 9000);
    CHECK(campaign->target_of(22, units) == 9000); // what holds for a town holds for its wards
    CHECK(campaign->target_of(31, units) == 8000);

    CHECK(read("id", "Chiến dịch") == "id");
    CHECK(read("id", "") == "id");
    CHECK(read("name", " ") == "name");
    CHECK(read("from", "2022-06-31") == "from");
    CHECK(read("to", "2022-06-30") == "to");
    CHECK(read("target", 10'001) == "target");
    CHECK(read("target", "80") == "target");
    CHECK(read("unit", "99") == "unit");
    CHECK(read("unit_targets", boost::json::parse(R"([{"unit": "99", "target": 1}])")) == "unit_targets");
    CHECK(read("unit_targets", boost::json::parse(R"([{"unit": "688"}])")) == "unit_targets");
    CHECK(read("unit_targets", 1) == "unit_targets");
}

TEST_CASE("the span of a board stays inside the campaign and before tomorrow") {
    const auto units = small_province();
    const auto campaign = ninety_two_days();
    const Day today = *day_of(2022, 8, 15);
    const auto scope = [&](std::string_view unit, std::string_view from, std::string_view to) {
        return scope_of(campaign, units, unit, from, to, today);
    };
    REQUIRE(scope("", "", ""));
    CHECK(scope("", "", "")->unit->id == 1);
    CHECK(scope("", "", "")->from == first);
    CHECK(scope("", "", "")->to == today);
    CHECK(scope("688", "2022-01-01", "2022-12-31")->from == first);
    CHECK(scope("688", "2022-01-01", "2022-12-31")->to == today);
    CHECK(scope("H10.688", "", "")->unit->id == 2);
    CHECK(scope("697", "", "")->unit->id == 3);
    CHECK(scope_of(campaign, units, "697", "", "", last)->unit->id == 4); // the same code, raised meanwhile
    CHECK(scope("99", "", "").error().fields.at(0).code == "campaign.unknown_unit");
    CHECK(scope("", "hôm qua", "").error().fields.at(0).field == "from");
    CHECK(scope("", "2022-08-10", "2022-08-01").error().fields.at(0).field == "to");
    auto of_a_town = campaign;
    of_a_town.unit = 2;
    CHECK(scope_of(of_a_town, units, "25432", "", "", today).error().fields.at(0).code == "campaign.unknown_unit");
    CHECK(scope_of(campaign, units, "", "", "", first - 30)->to == first); // not begun: its first day, empty
}

TEST_CASE("the lines of a board are a partition: their sums are the totals") {
    Counted counted;
    counted.units = {sum_of(21, 123, 70, 7), sum_of(22, 10, 0), sum_of(31, 5, 5), sum_of(2, 1, 1), sum_of(1, 0, 2), sum_of(5, 3, 0)};
    const auto board = province_board(counted);
    // Two places, the department that received something, and the province's own desk; the raised district is one line.
    CHECK(board.units.size() == 4);
    indicator::Delta together;
    for (const auto& line : board.units) together += line.sum;
    CHECK(together == board.totals.sum);
    CHECK(board.totals.sum.received() == 227);
    for (const auto& line : board.units) {
        if (line.unit->code == "688") CHECK(line.sum.received() == 212);
        if (line.unit->code == "697") CHECK(line.name == "Thị xã Chơn Thành");
        CHECK(line.can_be_opened == (line.of == Line::Of::unit));
    }
}

TEST_CASE("a place without a dossier has its line, a department only with one") {
    const auto board = province_board({});
    CHECK(names(board.units) == "Thị xã Phước Long Thị xã Chơn Thành");
    for (const auto& line : board.units) {
        CHECK(line.rank == 0);
        CHECK_FALSE(line.rate().exists());
        CHECK(line.gap() == 0);
    }
}

TEST_CASE("the trend holds the last fourteen days, days without a dossier included") {
    Counted counted;
    indicator::DaySum day{last - 13, {}};
    day.sum.online = 3;
    day.sum.direct = 1;
    counted.days = {{last - 14, day.sum}, day};
    const auto board = province_board(counted);
    REQUIRE(board.trend.size() == trend_days);
    CHECK(board.trend.front().day == last - 13);
    CHECK(board.trend.front().online == Rate{3, 4});
    CHECK_FALSE(board.trend.back().online.exists());
    CHECK(trend_from(ninety_two_days(), first + 2) == first);
}

TEST_CASE("the pace is that of full days: today counts only on the first day") {
    const auto campaign = ninety_two_days();
    std::vector<indicator::DaySum> days;
    for (Day day = first; day <= first + 20; day = day + 1) days.push_back({day, sum_of(1, 1, 1).sum});
    auto now = so_far(campaign, days, first + 20);
    CHECK(now.received == 42);
    CHECK(now.lately_days == 14);
    CHECK(now.lately_received == 28);
    CHECK(now.lately_online == 14);
    CHECK(now.days_left == 71);
    days.resize(1);
    now = so_far(campaign, days, first);
    CHECK(now.lately_days == 1);
    CHECK(now.lately_received == 2);
    now = so_far(campaign, days, first + 1);
    CHECK(now.lately_days == 1);
    CHECK(now.lately_received == 2);
}

TEST_CASE("equal rates share a rank, the next one counts on, and nothing received has none") {
    std::vector<Line> lines{line_with("A", 1, 2), line_with("B", 9, 10), line_with("C", 0, 0), line_with("D", 50, 100),
                            line_with("E", 1, 10)};
    rank(lines);
    CHECK(lines[0].rank == 2);
    CHECK(lines[1].rank == 1);
    CHECK(lines[2].rank == 0);
    CHECK(lines[3].rank == 2);
    CHECK(lines[4].rank == 4);
}

TEST_CASE("every order sorts both ways; without a rate a line stays last") {
    std::vector<Line> lines{line_with("Đồng Phú", 1, 2), line_with("An Lộc", 9, 10), line_with("Bù Đốp", 0, 0),
                            line_with("Hớn Quản", 30, 100)};
    const auto sorted = [&](Order order, bool descending) {
        sort(lines, order, descending);
        return names(lines);
    };
    CHECK(sorted(Order::name, false) == "An Lộc Bù Đốp Đồng Phú Hớn Quản");
    CHECK(sorted(Order::name, true) == "Hớn Quản Đồng Phú Bù Đốp An Lộc");
    CHECK(sorted(Order::rate, true) == "An Lộc Đồng Phú Hớn Quản Bù Đốp");
    CHECK(sorted(Order::rate, false) == "Hớn Quản Đồng Phú An Lộc Bù Đốp");
    CHECK(sorted(Order::gap, true) == "An Lộc Đồng Phú Hớn Quản Bù Đốp");
    CHECK(sorted(Order::received, true) == "Hớn Quản An Lộc Đồng Phú Bù Đốp");
    CHECK(sorted(Order::online, false) == "Bù Đốp Đồng Phú An Lộc Hớn Quản");
    for (const auto& word : Words<Order>::words) {
        const auto order = from_word<Order>(word);
        REQUIRE(order);
        CHECK(sorted(*order, true).size() == sorted(*order, false).size());
    }
}

TEST_CASE("a cell that a spreadsheet would run is made text, and quotes and commas are kept") {
    CHECK(csv_text("Thị xã Phước Long") == "Thị xã Phước Long");
    CHECK(csv_text("=1+1") == "'=1+1");
    CHECK(csv_text("+84") == "'+84");
    CHECK(csv_text("-1") == "'-1");
    CHECK(csv_text("@x") == "'@x");
    CHECK(csv_text("\tx") == "'\tx");
    CHECK(csv_text("a,b") == "\"a,b\"");
    CHECK(csv_text("a\"b") == "\"a\"\"b\"");
    CHECK(csv_text("=a,b") == "\"'=a,b\"");
    CHECK(csv_text("").empty());
}

TEST_CASE("the CSV has a line for each row and one for the totals, all with the same columns") {
    Counted counted;
    counted.units = {sum_of(21, 123, 70, 7)};
    const auto text = csv_of(province_board(counted), Locale::vi);
    CHECK(text.starts_with("\xEF\xBB\xBF"));
    CHECK(std::count(text.begin(), text.end(), '\n') == 4); // heads, two places, totals
    CHECK(text.find("688,Thị xã Phước Long,1,200,123,70,7,0,0,123,61.50,80.00,-18.50\r\n") != std::string::npos);
    CHECK(text.find("697,Thị xã Chơn Thành,,0,0,0,0,0,0,0,,80.00,\r\n") != std::string::npos);
    CHECK(text.find("70,Tổng cộng,,200,123,70,7,0,0,123,61.50,80.00,-18.50\r\n") != std::string::npos);
}
