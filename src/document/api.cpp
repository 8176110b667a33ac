#include "document/document.hpp"
#include "document/routes.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace motcua::document {

namespace {

std::string json_of(const Document& document) {
    return boost::json::serialize(boost::json::object{{"id", fmt::format("{}", document.id)},
                                                      {"sha256", document.sha256},
                                                      {"bytes", document.bytes},
                                                      {"media_type", document.media_type}});
}

Result<Document> take(visit::Visit& visit) {
    const auto& uploads = visit.request.uploads;
    if (uploads.empty()) return refuse_field("file", "document.missing");
    if (uploads.size() > 1) return refuse_field("file", "document.one_at_a_time");
    if (uploads.front().field != "file") return refuse_field(uploads.front().field, "document.other_field");
    return keep(visit.services.database, visit.services.papers, uploads.front(), visit.actor, visit.now);
}

http::Response post_document(visit::Visit& visit) {
    const auto kept = take(visit);
    return kept ? visit.json(201, json_of(*kept)) : visit.refuse(kept.error());
}

} // namespace

visit::Routes api_routes() {
    // Around the file itself the multipart frame needs some room.
    const http::BodyRule body{http::BodyRule::Form::multipart, file_limit_bytes + 64 * 1024, file_limit_bytes, 10};
    return {{http::Method::post, "/api/v1/documents", visit::Access::signed_in(), post_document, body, "Upload a paper (PDF, JPEG or PNG)",
             visit::Pace::upload}};
}

} // namespace motcua::document
