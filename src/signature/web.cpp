#include "signature/checking.hpp"
#include "signature/pages.hpp"
#include "signature/routes.hpp"
#include "signature/views/verify.hpp"

#include <fmt/format.h>

namespace motcua::signature {

namespace {

std::string moment(const visit::Visit& visit, Instant at) {
    return visit.say("signature.moment", {vi_clock(at), vi_day(local_day(at))});
}

VerifyPage empty_page(const visit::Visit& visit) {
    VerifyPage page;
    page.file = {.kind = html::Field::Kind::file,
                 .name = "file",
                 .label = visit.say("signature.verify.file"),
                 .hint = visit.say("signature.verify.file_hint"),
                 .accept = ".pdf",
                 .most_bytes = most_bytes};
    page.button.text = visit.say("signature.verify.button");
    return page;
}

std::string_view kind_of(Verdict verdict) {
    switch (verdict) {
    case Verdict::unchanged:
        return "success";
    case Verdict::unsigned_:
        return "info";
    default:
        return "warning";
    }
}

void add(const visit::Visit& visit, html::SummaryList& facts, std::string_view key, std::string value) {
    if (!value.empty()) facts.rows.push_back({visit.say(key), std::move(value), {}});
}

html::Tag tag_of(const visit::Visit& visit, const Finding& finding) {
    const auto& checked = finding.checked;
    if (!checked.intact) return {visit.say("signature.tag.broken"), "red"};
    if (!is_believed(finding.trust)) return {visit.say(fmt::format("signature.tag.{}", word_of(finding.trust))), "orange"};
    if (!checked.strong) return {visit.say("signature.tag.weak"), "orange"};
    return {visit.say(checked.whole ? "signature.tag.whole" : "signature.tag.part"), "green"};
}

SignatureLine line_of(const visit::Visit& visit, const Finding& finding, std::size_t number) {
    SignatureLine line{visit.say("signature.one", {std::to_string(number)}), tag_of(visit, finding), {}};
    const auto& checked = finding.checked;
    if (checked.certificate) {
        add(visit, line.facts, "signature.fact.name", checked.certificate->name);
        add(visit, line.facts, "signature.fact.organisation", checked.certificate->organisation);
        add(visit, line.facts, "signature.fact.issuer", checked.certificate->issuer);
        add(visit, line.facts, "signature.fact.valid",
            visit.say("signature.span",
                      {vi_day(local_day(checked.certificate->valid_from)), vi_day(local_day(checked.certificate->valid_until))}));
    }
    add(visit, line.facts, "signature.fact.trust", visit.say(fmt::format("signature.trust.{}", word_of(finding.trust))));
    if (checked.claimed_at) add(visit, line.facts, "signature.fact.claimed_at", moment(visit, *checked.claimed_at));
    return line;
}

html::SummaryList facts_of(const visit::Visit& visit, const Verification& found, std::string file_name) {
    html::SummaryList facts;
    add(visit, facts, "signature.fact.file", std::move(file_name));
    if (found.origin) {
        const auto* procedure = visit.law->procedures.find(found.origin->procedure, local_day(found.origin->signed_at));
        add(visit, facts, "signature.fact.code", found.origin->code);
        add(visit, facts, "signature.fact.procedure", procedure ? procedure->name : found.origin->procedure);
        add(visit, facts, "signature.fact.signed_at", moment(visit, found.origin->signed_at));
    } else if (is_believed(found.findings.empty() ? Trust::unknown : found.findings.back().trust)) {
        add(visit, facts, "signature.fact.origin", visit.say("signature.no_origin"));
    }
    add(visit, facts, "signature.fact.sha256", found.sha256);
    return facts;
}

VerdictPage verdict_page(const visit::Visit& visit, const Verification& found) {
    const auto word = word_of(found.verdict);
    VerdictPage page;
    page.notice = {std::string(kind_of(found.verdict)), visit.say(fmt::format("signature.verdict.{}", word)),
                   visit.say(fmt::format("signature.verdict.{}.text", word))};
    page.facts = facts_of(visit, found, visit.request.uploads.empty() ? "" : visit.request.uploads.front().file_name);
    for (std::size_t i = 0; i < found.findings.size(); ++i) page.signatures.push_back(line_of(visit, found.findings[i], i + 1));
    return page;
}

http::Response shown(const visit::Visit& visit, int status, const VerifyPage& page) {
    return visit.page(status, visit.say("signature.verify.title"), [&](html::Out& out) { views::verify(out, page); });
}

http::Response verify_page(const visit::Visit& visit) {
    return shown(visit, 200, empty_page(visit));
}

http::Response verify_file(const visit::Visit& visit) {
    auto page = empty_page(visit);
    const auto found = verify_upload(visit);
    if (!found) {
        page.errors = visit.errors_of(found.error());
        for (const auto& error : page.errors)
            if (error.field == page.file.name) page.file.error = error.text;
        return shown(visit, 422, page);
    }
    page.verdict = verdict_page(visit, *found);
    return shown(visit, 200, page);
}

} // namespace

visit::Routes web_routes() {
    const auto anyone = visit::Access::anyone();
    return {{http::Method::get, "/verify", anyone, verify_page},
            {http::Method::post, "/verify", anyone, verify_file, upload_rule(), {}, visit::Pace::lookup}};
}

} // namespace motcua::signature
