#include "draft/draft.hpp"
#include "reception/competence.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using namespace motcua::draft;
using procedure::Level;
using unit::Type;

namespace {

const Day today = *parse_day("2022-07-11");

unit::Tree small_tree() {
    const auto row = [&](Id id, Id parent, Type type, std::string name, int depth) {
        return unit::Unit{.id = id,
                          .parent = parent,
                          .code = std::to_string(id),
                          .identifier = "H10." + std::to_string(id),
                          .type = type,
                          .full_name = std::move(name),
                          .valid_from = *parse_day("2020-01-01"),
                          .depth = depth};
    };
    auto gone = row(5, 2, Type::commune, "Xã Đã Nhập", 3);
    gone.valid_to = *parse_day("2021-12-31");
    auto nameless = row(6, 2, Type::commune, "Xã Chưa Có Mã", 3);
    nameless.identifier.clear();
    return unit::Tree({row(1, 0, Type::province, "Tỉnh Bình Phước", 1), row(2, 1, Type::district, "Huyện Phú Riềng", 2),
                       row(3, 2, Type::commune, "Xã Phước Tân", 3), row(4, 1, Type::office, "Sở Tư pháp", 2), gone, nameless});
}

procedure::Procedure for_levels(std::vector<Level> levels) {
    procedure::Procedure procedure;
    procedure.levels = std::move(levels);
    procedure.parts = {{"part-1", "Giấy chứng sinh", true}, {"part-2", "Văn bản ủy quyền", false}};
    return procedure;
}

form::Form two_questions() {
    return {"mau",
            1,
            "Mẫu",
            {{.key = "can", .label = "Cần", .type = form::FieldType::yes_no, .required = true},
             {.key = "so", .label = "Số", .type = form::FieldType::number, .required = true, .condition = form::Condition{"can", {"yes"}}},
             {.key = "ten", .label = "Tên"}},
            {{"q1", "?", {"can"}}, {"q2", "?", {"so"}}, {"q3", "?", {"ten"}}}};
}

std::string names(const std::vector<reception::ResolverGroup>& groups) {
    std::string text;
    for (const auto& group : groups) {
        text += (group.above ? group.above->full_name : "—") + ":";
        for (const auto* unit : group.units) text += " " + unit->full_name;
        text += "\n";
    }
    return text;
}

} // namespace

TEST_CASE("a dossier goes to units in force, of a level that resolves it, that have an identifier") {
    const auto units = small_tree();
    CHECK(names(reception::resolvers_of(units, for_levels({Level::commune}), today)) == "Huyện Phú Riềng: Xã Phước Tân\n");
    CHECK(names(reception::resolvers_of(units, for_levels({Level::district, Level::commune}), today)) ==
          "Tỉnh Bình Phước: Huyện Phú Riềng\nHuyện Phú Riềng: Xã Phước Tân\n");
    CHECK(names(reception::resolvers_of(units, for_levels({Level::province}), today)) ==
          "—: Tỉnh Bình Phước\nTỉnh Bình Phước: Sở Tư pháp\n");
    CHECK_FALSE(reception::may_resolve(units, for_levels({Level::commune}), 2, today));
    CHECK_FALSE(reception::may_resolve(units, for_levels({Level::commune}), 5, today));
    CHECK_FALSE(reception::may_resolve(units, for_levels({Level::commune}), 6, today));
    CHECK_FALSE(reception::may_resolve(units, for_levels({Level::commune}), 99, today));
    CHECK(reception::may_resolve(units, for_levels({Level::commune}), 3, today));
}

TEST_CASE("the receiving unit is guessed from the end of an address, with or without diacritics") {
    const auto units = small_tree();
    const auto groups = reception::resolvers_of(units, for_levels({Level::commune}), today);
    CHECK(reception::resolver_near(groups, units, "Thôn 3, Xã Phước Tân, Huyện Phú Riềng, Tỉnh Bình Phước") == 3);
    CHECK(reception::resolver_near(groups, units, "thon 3 xa phuoc tan, huyen phu rieng, tinh binh phuoc") == 3);
    CHECK(reception::resolver_near(groups, units, "Xã Phước Tân, Huyện Xuyên Mộc") == 0);
    CHECK(reception::resolver_near(groups, units, "") == 0);
}

TEST_CASE("the way leads only through questions that are asked") {
    const auto form = two_questions();
    const auto procedure = for_levels({Level::commune});
    const auto units = small_tree();
    const Ground ground{&procedure, &form, &units, today};
    const auto short_way = way_of(ground, {{"can", "no"}});
    const auto long_way = way_of(ground, {{"can", "yes"}});
    CHECK(short_way.size() == 2);
    CHECK(long_way.size() == 3);
    const auto middle = neighbours_of(long_way, "q2");
    CHECK(middle.before->key == "q1");
    CHECK(middle.after->key == "q3");
    CHECK(middle.number == 2);
    CHECK(middle.count == 3);
    CHECK(neighbours_of(short_way, "q2").number == 0);
    CHECK(neighbours_of(long_way, "q1").before == nullptr);
    CHECK(neighbours_of(long_way, "q3").after == nullptr);
    CHECK(way_of({&procedure, nullptr, &units, today}, {}).empty());
}

TEST_CASE("what is missing is said page by page, in the order of the way") {
    const auto form = two_questions();
    const auto procedure = for_levels({Level::commune});
    const auto units = small_tree();
    const Ground ground{&procedure, &form, &units, today};
    Draft draft;
    const auto gap = [&] {
        const auto found = first_gap(draft, ground);
        if (!found) return std::string("nothing");
        return std::to_string(static_cast<int>(found->page)) + " " + found->question + " " + found->errors.at(0).field + " " +
               found->errors.at(0).code;
    };
    CHECK(gap() == "0  unit draft.unit_needed");
    draft.unit = 2;
    CHECK(gap() == "0  unit draft.unit_needed");
    draft.unit = 3;
    CHECK(gap() == "1 q1 can form.required");
    draft.answers["can"] = "yes";
    CHECK(gap() == "1 q2 so form.required");
    draft.answers["so"] = "hai";
    CHECK(gap() == "1 q2 so form.number_wrong");
    draft.answers["so"] = "2";
    CHECK(gap() == "2  part-1 draft.paper_missing");
    draft.papers = {{.document = 1, .part = "part-2"}, {.document = 2, .part = "part-1"}};
    CHECK(gap() == "3  delivery draft.delivery_needed");
    draft.delivery = dossier::Delivery::post;
    CHECK(gap() == "nothing");
}
