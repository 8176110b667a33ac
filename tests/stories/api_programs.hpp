#pragma once

#include "form/sample.hpp"
#include "support/test_app.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <set>

/// Programs at work: what the stories of the API have in common. What each answer looks like is held against the description by
/// tests/api/validate.mjs; the stories say what it has to tell, and what it leaves behind.
namespace motcua::test::programs {

using http::Method;
namespace json = boost::json;

inline constexpr std::string_view birth = "1.001193";   // within the day
inline constexpr std::string_view marital = "1.004873"; // three working days
inline constexpr std::string_view commune = "H10.41.05";
inline constexpr std::string_view commune_code = "25250";
inline const File paper{"file", "giay-chung-sinh.pdf", "application/pdf", "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"};
inline const File result_paper{"file", "ket-qua.pdf", "application/pdf", "%PDF-1.4\n% ket qua\ntrailer<<>>\n%%EOF\n"};

inline std::string text(const json::value& value) {
    return std::string(value.as_string());
}

inline std::string upload(TestApp& app, std::string_view who, const File& file = paper) {
    const auto answer = app.program_of(who).upload("/api/v1/documents", file);
    REQUIRE(answer.status == 201);
    return text(answer.json().at("id"));
}

inline json::object submission(TestApp& app, std::string_view procedure_code, std::string_view document) {
    const auto law = app.services().shelf.get();
    const Day today = local_day(app.clock.now());
    const auto* procedure = law->procedures.find(procedure_code, today);
    const auto answers = form::sample_answers(*law->form(procedure->form), {.name = "Nguyễn Thị Lan"}, today, 1);
    return {
        {"procedure", procedure_code}, {"unit", commune},
        {"channel", "online"},         {"owner", {{"name", "Nguyễn Thị Lan"}, {"citizen_number", "070190000123"}, {"phone", "0912345678"}}},
        {"answers", answers},          {"documents", json::array{json::object{{"id", document}, {"part", "part-1"}}}}};
}

inline Answer submit(Client& program, const json::object& body, std::string_view key = {}) {
    http::Pairs headers;
    if (!key.empty()) headers.emplace_back("idempotency-key", key);
    return program.call(Method::post, "/api/v1/dossiers", json::serialize(body), headers);
}

inline std::string url_of(std::string_view code, std::string_view rest = {}) {
    return fmt::format("/api/v1/dossiers/{}{}{}", code, rest.empty() ? "" : "/", rest);
}

/// Lan sends it online; its code.
inline std::string given_dossier(TestApp& app, std::string_view procedure = birth) {
    const auto answer = submit(app.program_of("lan"), submission(app, procedure, upload(app, "lan")));
    INFO(answer.body);
    REQUIRE(answer.status == 201);
    return text(answer.json().at("code"));
}

inline json::value read(TestApp& app, std::string_view who, std::string_view code) {
    const auto answer = app.program_of(who).get(url_of(code));
    REQUIRE(answer.status == 200);
    return answer.json();
}

/// As the controller sees it, who reads every dossier of the province.
inline std::int64_t version_of(TestApp& app, std::string_view code) {
    return read(app, "khoa", code).at("version").as_int64();
}

inline Answer act(TestApp& app, std::string_view who, std::string_view code, std::string_view action, json::object body = {}) {
    if (!body.contains("version")) body["version"] = version_of(app, code);
    return app.program_of(who).call(Method::post, url_of(code, action), json::serialize(body));
}

/// The state after an action that has to be granted.
inline std::string state_after(TestApp& app, std::string_view who, std::string_view code, std::string_view action, json::object body = {}) {
    const auto answer = act(app, who, code, action, std::move(body));
    INFO(action, " ", answer.body);
    REQUIRE(answer.status == 200);
    return text(answer.json().at("state"));
}

inline json::array events(TestApp& app, std::string_view who, std::string_view code) {
    const auto answer = app.program_of(who).get(url_of(code, "events"));
    REQUIRE(answer.status == 200);
    return answer.json().at("items").as_array();
}

/// "submission by Lan; acceptance by Bình"
inline std::string history_of(TestApp& app, std::string_view code) {
    std::string told;
    for (const auto& event : events(app, "khoa", code)) {
        const auto name = text(event.at("actor_name"));
        told += fmt::format("{}{} by {}", told.empty() ? "" : "; ", text(event.at("action")), name.substr(name.rfind(' ') + 1));
    }
    return told;
}

inline void given_assigned(TestApp& app, std::string_view code) {
    REQUIRE(state_after(app, "binh", code, "acceptance") == "accepted");
    REQUIRE(state_after(app, "binh", code, "assignment", {{"officer", fmt::format("{}", app.id_of("hoa"))}}) == "in_process");
}

inline std::set<std::string> fields_of(const Answer& answer) {
    std::set<std::string> fields;
    const auto problem = answer.json();
    const auto* listed = problem.as_object().if_contains("fields");
    for (const auto& field : listed ? listed->as_array() : json::array()) fields.insert(text(field.at("field")));
    return fields;
}

using Fields = std::set<std::string>;

inline constexpr std::array actions = {
    "acceptance",     "refusal",          "supplement-request", "supplement", "assignment",  "step",      "send-back",     "fee-request",
    "fee-settlement", "apology",          "withdrawal",         "stop",       "result",      "hand-over", "rating",        "correction",
    "transfer",       "transfer-receipt", "opinion-request",    "opinion",    "paper-check", "dispatch",  "parcel-return", "digitisation"};

} // namespace motcua::test::programs
