#include "app/routes.hpp"

#include "app/description.hpp"
#include "campaign/routes.hpp"
#include "catalogue/routes.hpp"
#include "document/routes.hpp"
#include "door/routes.hpp"
#include "dossier/routes.hpp"
#include "draft/routes.hpp"
#include "escalation/routes.hpp"
#include "message/routes.hpp"
#include "opinion/actions.hpp"
#include "opinion/routes.hpp"
#include "paper/routes.hpp"
#include "publication/routes.hpp"
#include "rating/routes.hpp"
#include "signature/routes.hpp"
#include "timetable/routes.hpp"
#include "wallet/routes.hpp"

#include <iterator>

namespace motcua::app {

void append(visit::Routes& routes, visit::Routes more) {
    routes.insert(routes.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

visit::Routes all_routes(campaign::Counters counters) {
    visit::Routes routes;
    for (auto* rows : {catalogue::web_routes,   catalogue::about_routes, catalogue::api_routes, door::web_routes,    door::api_routes,
                       document::api_routes,    signature::web_routes,   signature::api_routes, message::web_routes, opinion::web_routes,
                       publication::web_routes, dossier::web_routes,     dossier::api_routes,   paper::web_routes,   paper::api_routes,
                       draft::web_routes,       wallet::web_routes,      wallet::api_routes,    rating::web_routes,  rating::api_routes,
                       escalation::web_routes,  timetable::web_routes})
        append(routes, rows());
    append(routes, campaign::web_routes(counters));
    append(routes, campaign::api_routes(counters));
    add_description(routes);
    return routes;
}

std::map<std::string, jobs::Handler, std::less<>> job_handlers(const Config& config, visit::Services& services) {
    auto mail = config.mail;
    mail.public_url = services.public_url;
    auto handlers = message::job_handlers(mail, config.sms);
    handlers.merge(document::job_handlers(services.database, services.papers, services.clock));
    handlers.merge(signature::job_handlers(services));
    handlers.merge(draft::job_handlers(services.database, services.clock));
    handlers.merge(escalation::job_handlers(services.database, services.shelf, services.clock));
    handlers.merge(dossier::job_handlers(services));
    handlers.merge(opinion::job_handlers(services.database, services.shelf, services.clock));
    return handlers;
}

void queue_routine_jobs(visit::Services& services) {
    (void)services.database.write([&](db::Tx& tx) -> Result<void> {
        document::plan_sweep(tx, services.clock.now());
        draft::plan_sweep(tx, services.clock.now());
        escalation::plan_reminders(tx, services.clock.now());
        dossier::plan_lapses(tx, services.clock.now());
        return {};
    });
}

} // namespace motcua::app
