#include "signature/checking.hpp"
#include "signature/routes.hpp"

#include <boost/json.hpp>

namespace motcua::signature {

namespace {

namespace json = boost::json;

json::value moment_or_null(const std::optional<Instant>& at) {
    return at ? json::value(iso(*at)) : json::value();
}

json::value certificate_json(const std::optional<pades::Certificate>& certificate) {
    if (!certificate) return nullptr;
    return json::object{{"name", certificate->name},
                        {"organisation", certificate->organisation},
                        {"issuer", certificate->issuer},
                        {"serial", certificate->serial},
                        {"sha256", certificate->fingerprint},
                        {"valid_from", iso(certificate->valid_from)},
                        {"valid_until", iso(certificate->valid_until)}};
}

json::object json_of(const Verification& found) {
    json::array signatures;
    for (const auto& finding : found.findings)
        signatures.push_back(json::object{{"whole", finding.checked.whole},
                                          {"intact", finding.checked.intact},
                                          {"strong", finding.checked.strong},
                                          {"trust", word_of(finding.trust)},
                                          {"claimed_at", moment_or_null(finding.checked.claimed_at)},
                                          {"certificate", certificate_json(finding.checked.certificate)}});
    json::value origin;
    if (found.origin)
        origin =
            json::object{{"code", found.origin->code}, {"procedure", found.origin->procedure}, {"signed_at", iso(found.origin->signed_at)}};
    return {{"verdict", word_of(found.verdict)},
            {"sha256", found.sha256},
            {"bytes", found.bytes},
            {"origin", std::move(origin)},
            {"signatures", std::move(signatures)}};
}

http::Response post_verification(const visit::Visit& visit) {
    const auto found = verify_upload(visit);
    return found ? visit.json(200, json::serialize(json_of(*found))) : visit.refuse(found.error());
}

} // namespace

visit::Routes api_routes() {
    return {{http::Method::post, "/api/v1/verifications", visit::Access::anyone(), post_verification, upload_rule(),
             "Check the signatures of a PDF", visit::Pace::lookup}};
}

} // namespace motcua::signature
