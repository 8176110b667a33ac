#include "account/actions.hpp"
#include "account/session.hpp"
#include "door/door.hpp"
#include "door/routes.hpp"
#include "visit/json.hpp"

namespace motcua::door {

namespace {

using visit::Visit;

Result<account::NewSession> start(const Visit& visit) {
    const auto body = TRY(visit::parse_body(visit));
    visit::json::Reader reader(body);
    const auto login = reader.secret("login");
    const auto password = reader.secret("password");
    TRY(reader.finish());
    return account::sign_in(setting_of(visit), login, password, caller_of(visit));
}

http::Response post_session(Visit& visit) {
    const auto session = start(visit);
    if (!session) return visit.refuse(session.error());
    return visit.json(201,
                      boost::json::serialize(boost::json::object{{"token", session->token}, {"expires_at", iso(session->expires_at)}}));
}

http::Response delete_session(Visit& visit) {
    const auto ended = account::end_session(visit.services.database, visit.actor.account, visit.session);
    if (!ended) return visit.refuse(ended.error());
    http::Response response;
    response.status = 204;
    return response;
}

} // namespace

visit::Routes api_routes() {
    using http::Method;
    using visit::Access;
    return {{Method::post,
             "/api/v1/sessions",
             Access::anyone(),
             post_session,
             {http::BodyRule::Form::raw, 4 * 1024},
             "Sign in and receive a token",
             visit::Pace::sign_in},
            {Method::delete_, "/api/v1/sessions", Access::signed_in(), delete_session, {}, "Sign out: the token ends"}};
}

} // namespace motcua::door
