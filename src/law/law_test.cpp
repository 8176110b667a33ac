#include "law/actions.hpp"
#include "law/commands.hpp"
#include "support/databases.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace motcua;
using law::DataKind;

namespace {

const Instant now = *parse_instant("2022-07-11T08:00");
const Day today = local_day(now);

std::shared_ptr<const law::Law> loaded(db::Database& database) {
    return database.read([](db::Tx& tx) { return law::load(tx); });
}

/// The law of the program, loaded once for the tests that only read it.
const law::Law& shipped() {
    static const auto law = [] {
        const auto fresh = test::fresh_sqlite();
        law::seed(*fresh, now);
        return loaded(*fresh);
    }();
    return *law;
}

std::string first(std::string_view text) {
    const auto hits = shipped().procedures.search(text, {}, today, 3);
    return hits.empty() ? "" : hits.front().procedure->short_name;
}

std::filesystem::path written(const test::TemporaryFolder& folder, const std::string& name, const std::string& text) {
    const auto path = std::filesystem::path(folder.path()) / name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

} // namespace

TEST_CASE("an empty database is given the whole law, and only once") {
    test::each_database([](db::Database& database) {
        law::seed(database, now);
        const auto law = loaded(database);
        CHECK(law->procedures.valid_on(today).size() == 92);
        CHECK(law->procedures.valid_on(*day_of(2025, 7, 1)).size() == 95);
        CHECK(law->forms.size() == 42);
        CHECK(law->calendars.size() == 1);
        CHECK(law->life_events.size() == 13);
        const auto units = law->units.all().size();
        law::seed(database, now + day_ms);
        const auto again = loaded(database);
        CHECK(again->units.all().size() == units);
        CHECK(again->units.all().front().id == law->units.all().front().id);
        CHECK(again->procedures.version("1.001193", 2) == nullptr);
    });
}

TEST_CASE("the province of 2022 has 11 districts and 111 communes, and that of 2025 none of the districts") {
    const auto& units = shipped().units;
    const auto* province = units.with_identifier("H10", today);
    REQUIRE(province != nullptr);
    int districts = 0, communes = 0, offices = 0;
    for (const auto* child : units.children(province->id, today)) {
        if (child->type == unit::Type::office)
            ++offices;
        else
            ++districts;
        communes += static_cast<int>(units.children(child->id, today).size());
    }
    CHECK(districts == 11);
    CHECK(communes == 111);
    CHECK(offices == 12);
    CHECK(units.with_identifier("H10.35.12", today)->full_name == "Xã Lộc Thái");
    CHECK(units.with_identifier("H10", *day_of(2025, 7, 1)) == nullptr);
    const auto* after = units.with_identifier("H19", *day_of(2026, 5, 1));
    REQUIRE(after != nullptr);
    CHECK(after->type == unit::Type::city);
    CHECK(units.children(after->id, *day_of(2026, 5, 1)).size() == 49);
}

TEST_CASE("people find the real procedures by the words they use") {
    for (const auto* text : {"khai sinh", "khai sanh", "giay khai sinh", "làm khai sinh cho con", "dang ky khai sinh", "khai sihn"}) {
        CAPTURE(text);
        CHECK(shipped().procedures.search(text, {}, today, 3).front().procedure->code == "1.001193");
    }
    CHECK(first("so do") == "Đăng ký đất đai, cấp giấy chứng nhận lần đầu (hộ gia đình, cá nhân)");
    CHECK(first("bang lai") == "Đổi giấy phép lái xe");
    CHECK(first("mat bang lai") == "Cấp lại giấy phép lái xe");
    CHECK(first("kết hon") == "Đăng ký kết hôn");
    CHECK(first("tam tru") == "Đăng ký tạm trú");
    CHECK(first("ho ngheo") == "Công nhận hộ nghèo, cận nghèo thường xuyên");
    CHECK(first("làm hộ chiếu") == "Cấp hộ chiếu phổ thông ở trong nước");
    CHECK(first("giấy độc thân") == "Cấp Giấy xác nhận tình trạng hôn nhân");
    CHECK(first("sao y") == "Chứng thực bản sao từ bản chính");
    CHECK(first("xây nhà") == "Cấp giấy phép xây dựng mới công trình cấp III, IV");
    CHECK(first("1.001612") == "Đăng ký thành lập hộ kinh doanh");
}

TEST_CASE("what is not published stays unknown, and a step knows its role") {
    const auto* poor = shipped().procedures.find("1.011606", today);
    REQUIRE(poor != nullptr);
    CHECK_FALSE(poor->limit);
    CHECK(poor->fee == Money{0});
    const auto* land = shipped().procedures.find("1.012784", today);
    REQUIRE(land != nullptr);
    CHECK_FALSE(land->fee);
    CHECK(land->steps.size() == 3);
    CHECK(land->steps[1].role == "officer");
    CHECK(land->parts[0].required);
}

TEST_CASE("the district's procedures went to the communes in July 2025, as a second version") {
    const auto& procedures = shipped().procedures;
    CHECK(procedures.find("1.001612", today)->levels == std::vector{procedure::Level::district});
    CHECK(procedures.find("1.001612", *day_of(2025, 6, 30))->version == 1);
    CHECK(procedures.find("1.001612", *day_of(2025, 7, 1))->version == 2);
    CHECK(procedures.find("1.001612", *day_of(2025, 7, 1))->levels == std::vector{procedure::Level::commune});
}

TEST_CASE("the shipped calendar knows Tết, and limits run over it") {
    const auto& calendar = shipped().calendar();
    CHECK_FALSE(calendar.is_working(*day_of(2024, 2, 12)));
    CHECK(calendar.is_working(*day_of(2026, 1, 10)));
    CHECK(calendar.special_days().size() == 92);
    std::ostringstream out;
    CHECK(law::due_command(shipped(), 3, "working_day", "2022-07-11T16:10", "", out) == 0);
    CHECK(out.str() == "2022-07-15T17:00:00+07:00\n");
    CHECK(law::due_command(shipped(), 10, "working_day", "2026-08-21T09:00", "", out) == 0);
    CHECK(out.str().ends_with("2026-09-08T17:00:00+07:00\n"));
    CHECK(law::due_command(shipped(), 3, "working_day", "2022-07-11T16:10", "H10.35.12", out) == 0);
}

TEST_CASE("a due time that cannot be counted is refused in words") {
    std::ostringstream out;
    CHECK(law::due_command(shipped(), 3, "days", "2022-07-11T16:10", "", out) == 1);
    CHECK(law::due_command(shipped(), -1, "working_day", "2022-07-11T16:10", "", out) == 1);
    CHECK(law::due_command(shipped(), 3, "working_day", "yesterday", "", out) == 1);
    CHECK(law::due_command(shipped(), 3, "working_day", "2022-07-11T16:10", "H11", out) == 1);
    CHECK(out.str().find("Không có cơ quan H11 vào ngày 11/07/2022") != std::string::npos);
    CHECK(law::check_command("phone", "0912345678", out) == 0);
    CHECK(law::check_command("phone", "1", out) == 1);
}

TEST_CASE("units come in by CSV: new, changed and same are counted, refused rows say their line") {
    test::each_database([](db::Database& database) {
        law::seed(database, now);
        const test::TemporaryFolder folder;
        const std::string head = "code,parent_code,identifier,type,name,full_name,name_en,valid_from,valid_to,successor_code\r\n";
        const auto file = written(folder, "units.csv",
                                  head + "70.X,70,H10.20,office,Ban X,Ban X,Office X,2000-01-01,2025-06-30,\r\n"
                                         "70.Y,71,H10.21,office,Ban Y,Ban Y,Office Y,2000-01-01,2025-06-30,\r\n"
                                         "70.Z,70,H10.22,bureau,Ban Z,Ban Z,Office Z,2000-01-01,2025-06-30\r\n");
        std::ostringstream out;
        CHECK(law::import_command(DataKind::units, file, true, database, now, out) == 1);
        CHECK(loaded(database)->units.with_code("70.X", today) == nullptr);
        const auto report = law::import_file(DataKind::units, file, false, database, now);
        REQUIRE(report);
        CHECK(report->added == 1);
        CHECK(report->refused.size() == 3);
        const auto* office = loaded(database)->units.with_code("70.X", today);
        REQUIRE(office != nullptr);
        CHECK(office->depth == 2);
        const auto id = office->id;

        const auto renamed =
            written(folder, "units.csv", head + "70.X,70,H10.20,office,Ban X mới,Ban X mới,Office X,2000-01-01,2025-06-30,\r\n");
        CHECK(law::import_file(DataKind::units, renamed, false, database, now)->changed == 1);
        CHECK(law::import_file(DataKind::units, renamed, false, database, now)->same == 1);
        CHECK(loaded(database)->units.with_code("70.X", today)->id == id);
        CHECK(loaded(database)->units.with_code("70.X", today)->name == "Ban X mới");
        CHECK(law::import_command(DataKind::units, renamed, false, database, now, out) == 0);
        CHECK(out.str().ends_with("Thêm mới 0, thay đổi 0, giữ nguyên 1, lỗi 0\n"));
    });
}

TEST_CASE("a changed procedure becomes a new version, and the old one stays") {
    test::each_database([](db::Database& database) {
        law::seed(database, now);
        const test::TemporaryFolder folder;
        const std::string head =
            "code,valid_from,name,short_name,domain,levels,limit_value,limit_unit,fee,online_level,channels,parts,form,"
            "certainty\n";
        const auto good = written(folder, "p.csv",
                                  head + "1.001193,2022-08-01,Đăng ký khai sinh,Đăng ký khai sinh,Hộ tịch,commune,1,working_day,0,full,"
                                         "online;direct,*Tờ khai;Giấy khác,khai_sinh,sample\n");
        const auto report = law::import_file(DataKind::procedures, good, false, database, now);
        REQUIRE(report);
        CHECK(report->refused.empty());
        CHECK(report->changed == 1);
        const auto law = loaded(database);
        CHECK(law->procedures.find("1.001193", *day_of(2022, 7, 31))->version == 1);
        const auto* after = law->procedures.find("1.001193", *day_of(2022, 8, 1));
        CHECK(after->version == 2);
        CHECK(after->limit == calendar::Limit{1, calendar::LimitUnit::working_day});
        CHECK(after->parts.size() == 2);
        CHECK(after->parts[0].name == "Tờ khai");
        CHECK(after->steps.size() == 3);
        CHECK(law::import_file(DataKind::procedures, good, false, database, now)->same == 1);

        const auto bad = written(folder, "bad.csv",
                                 head + "1.001193,2022-08-01,A,A,Hộ tịch,commune,1,,100,full,online,,khai_sinh,sample\n"
                                        "\"dsfas\",2022-08-01,A,A,Hộ tịch,commune,1,working_day,1a,full,online,,khong_co,sample\n");
        const auto refused = law::import_file(DataKind::procedures, bad, false, database, now);
        REQUIRE(refused);
        CHECK(refused->changed + refused->added == 0);
        CHECK(refused->refused.front().line == 2);
        CHECK(refused->refused.back().line == 3);
        CHECK(refused->refused.size() == 4);
    });
}

TEST_CASE("forms and calendars come in by JSON, whole or not at all") {
    test::each_database([](db::Database& database) {
        law::seed(database, now);
        CHECK(law::import_file(DataKind::forms, "data/forms/khai_tu.json", false, database, now)->same == 1);
        CHECK(law::import_file(DataKind::calendars, "data/calendars/viet-nam.json", false, database, now)->same == 1);
        const test::TemporaryFolder folder;
        CHECK(law::import_file(DataKind::calendars, written(folder, "c.csv", "day\n"), false, database, now)->refused.size() == 1);
        CHECK(law::import_file(DataKind::calendars, written(folder, "c.json", "{}"), false, database, now)->refused.size() > 1);
        CHECK(law::import_file(DataKind::forms, folder.path(), false, database, now).error().code == "law.unreadable");
        CHECK(loaded(database)->calendars.size() == 1);
    });
}

TEST_CASE("each period has its rule set, and a dossier finds the one of its day") {
    CHECK(shipped().rules_on(*day_of(2018, 6, 20)) == nullptr);
    CHECK(shipped().rules_on(*day_of(2018, 6, 21))->key == "2018");
    CHECK(shipped().rules_on(*day_of(2025, 6, 30))->key == "2018");
    CHECK(shipped().rules_on(*day_of(2025, 7, 1))->key == "2025");
    CHECK(shipped().rules_on(*day_of(2026, 7, 1))->key == "2026");
    const auto& of_2022 = *shipped().rules_on(today);
    CHECK(of_2022.same_day_cutoff == 15 * 60);
    CHECK_FALSE(of_2022.received_anywhere);
    CHECK_FALSE(of_2022.forms.contains(deadline::Paper::stop));
    CHECK(of_2022.ground("apology").starts_with("Nghị định 61/2018/NĐ-CP Điều 19"));
    CHECK(of_2022.ground("no such action").empty());
    const auto& of_2026 = *shipped().rules_on(*day_of(2026, 8, 1));
    CHECK(of_2026.received_anywhere);
    CHECK(of_2026.supplement_wait_days == 15);
    CHECK(of_2026.forms.at(deadline::Paper::stop) == "05");
    CHECK(shipped().rules("2018", 1)->name == "Nghị định 61/2018/NĐ-CP");
    CHECK(shipped().rules("2018", 2) == nullptr);
}

TEST_CASE("a corrected rule set is a new version, and the one before stays for its dossiers") {
    test::each_database([](db::Database& database) {
        law::seed(database, now);
        const test::TemporaryFolder folder;
        std::ifstream file("data/rules/2018.json");
        std::string text(std::istreambuf_iterator<char>(file), {});
        CHECK(law::import_file(DataKind::rules, "data/rules/2018.json", false, database, now)->same == 1);
        const auto at = text.find("\"value\": 8");
        text.replace(at, 10, "\"value\": 4");
        CHECK(law::import_file(DataKind::rules, written(folder, "r.json", text), false, database, now)->changed == 1);
        const auto law = loaded(database);
        CHECK(law->rules_on(today)->acknowledge_working_hours == 4);
        CHECK(law->rules("2018", 1)->acknowledge_working_hours == 8);
        CHECK(law::import_file(DataKind::rules, written(folder, "w.json", "{}"), false, database, now)->refused.size() > 1);
    });
}

TEST_CASE("a unit has its own hours and days over the province's calendar, and so have the units below it") {
    test::each_database([](db::Database& database) {
        law::seed(database, now);
        const test::TemporaryFolder folder;
        const std::string own = R"({"name": "Giờ hè", "unit": "697",
            "hours": [{"from": "2022-07-01", "to": "2022-08-31", "sessions": [{"opens": "06:30", "closes": "11:00"}, {"opens": "13:00", "closes": "16:30"}],
                       "source": "Quyết định của huyện", "certainty": "sample"}],
            "days": [{"day": "2022-07-12", "kind": "swap_off", "name": "Nghỉ"}, {"day": "2022-07-16", "kind": "swap_work", "name": "Làm bù"}]})";
        CHECK(law::import_file(DataKind::calendars, written(folder, "u.json", own), false, database, now)->added == 1);
        CHECK(law::import_file(DataKind::calendars, written(folder, "u.json", own), false, database, now)->same == 1);
        const auto law = loaded(database);
        const auto* district = law->units.with_code("697", today);
        REQUIRE(district);
        const auto below = law->units.subtree(district->id).back();
        CHECK(below != district->id);
        for (const auto unit : {district->id, below}) {
            const auto& calendar = law->calendar(unit);
            CHECK_FALSE(calendar.is_working(*day_of(2022, 7, 12)));
            CHECK(calendar.is_working(*day_of(2022, 7, 16)));
            CHECK_FALSE(calendar.is_working(*day_of(2022, 9, 1))); // the province's holiday
            CHECK(calendar.closing(*day_of(2022, 7, 11)) == *parse_instant("2022-07-11T16:30"));
            CHECK(calendar.closing(*day_of(2022, 9, 5)) == *parse_instant("2022-09-05T17:00"));
        }
        CHECK(law->calendar().is_working(*day_of(2022, 7, 12)));
        CHECK(&law->calendar(law->units.find(district->parent)->id) == &law->calendar());

        // The province's next calendar carries the unit's on, and what dossiers keep stays.
        auto text = std::string(R"({"name": "n", "covers_from": "2022-01-01", "covers_to": "2028-12-31", "rules": {"sessions": {"value":
            [{"opens": "08:00", "closes": "12:00"}], "source": "s", "certainty": "sample", "setting": true}}, "days": []})");
        CHECK(law::import_file(DataKind::calendars, written(folder, "p.json", text), false, database, now)->changed == 1);
        const auto later = loaded(database);
        CHECK(later->calendar(below).covers(*day_of(2028, 5, 5)));
        CHECK_FALSE(later->calendar(below).is_working(*day_of(2022, 7, 12)));
        CHECK(later->calendar(below).is_working(*day_of(2022, 9, 1)));
        CHECK_FALSE(later->calendar_version(2).is_working(*day_of(2022, 9, 1)));
        const auto nowhere = R"({"name": "n", "unit": "000"})";
        CHECK(law::import_file(DataKind::calendars, written(folder, "x.json", nowhere), false, database, now)->refused.size() == 1);
    });
}
