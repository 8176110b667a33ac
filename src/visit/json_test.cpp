#include "visit/json.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using visit::parse_object;

namespace {

std::string code_of(std::string_view text) {
    const auto parsed = parse_object(text);
    return parsed ? "ok" : parsed.error().code;
}

} // namespace

TEST_CASE("a body is one JSON object, each key once, not too deep, in UTF-8") {
    CHECK(code_of(R"({"a":1,"b":{"a":2},"c":[{"a":1},{"a":1}]})") == "ok");
    CHECK(code_of(R"({"a":1,"a":1})") == "visit.json.key_twice");
    CHECK(code_of(R"({"x":{"a":1,"\u0061":2}})") == "visit.json.key_twice");
    CHECK(code_of(R"([{"a":1,"a":1}])") == "visit.json.key_twice");
    CHECK(code_of("[1]") == "visit.json.no_object");
    CHECK(code_of("") == "visit.json.malformed");
    CHECK(code_of("{\"a\":}") == "visit.json.malformed");
    CHECK(code_of("{} {}") == "visit.json.malformed");
    CHECK(code_of("{\"a\":\"\xff\"}") == "visit.json.not_utf8");
    CHECK(code_of("{\"a\":" + std::string(31, '[') + std::string(31, ']') + "}") == "ok");
    CHECK(code_of("{\"a\":" + std::string(32, '[') + std::string(32, ']') + "}") == "visit.json.too_deep");
    CHECK(code_of("{\"a\":" + std::string(100'000, '[')) == "visit.json.too_deep");
}

TEST_CASE("a reader gathers everything that is wrong, and names what nobody asked for") {
    const auto body = *parse_object(R"({"name":5,"version":0,"owner":{"phone":""},"note":" hai  dòng ","extra":true})");
    visit::json::Reader reader(body);
    CHECK(reader.text("name").empty());
    reader.integer("version", 1, 10);
    CHECK(reader.optional_text("note") == "hai dòng");
    visit::json::Reader owner(*reader.object("owner"), "owner.");
    owner.text("phone");
    CHECK_FALSE(owner.finish().has_value());
    reader.take(owner);
    reader.text("missing");
    const auto finished = reader.finish();
    REQUIRE_FALSE(finished.has_value());
    CHECK(finished.error().fields == std::vector<FieldError>{{"name", "visit.json.want_text", {}},
                                                             {"version", "visit.field.out_of_range", {"1", "10"}},
                                                             {"owner.phone", "visit.field.required", {}},
                                                             {"missing", "visit.field.required", {}},
                                                             {"extra", "visit.json.unknown_field", {}}});
}

TEST_CASE("a reader of a right body refuses nothing") {
    const auto body = *parse_object(R"({"login":"lan","count":3,"flag":false,"list":[],"none":null})");
    visit::json::Reader reader(body);
    CHECK(reader.secret("login") == "lan");
    CHECK(reader.integer("count", 1, 3) == 3);
    CHECK_FALSE(reader.flag("flag", true));
    CHECK(reader.array("list") != nullptr);
    CHECK_FALSE(reader.optional_integer("none", 1, 2).has_value());
    CHECK(reader.finish().has_value());
}
