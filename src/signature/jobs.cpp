#include "signature/actions.hpp"
#include "signature/routes.hpp"

#include <boost/json.hpp>

#include <charconv>

namespace motcua::signature {

namespace {

Id id_in(const boost::json::object& body, std::string_view name) {
    const std::string_view text = body.at(name).as_string();
    Id id = 0;
    std::from_chars(text.data(), text.data() + text.size(), id);
    return id;
}

} // namespace

std::map<std::string, jobs::Handler, std::less<>> job_handlers(const visit::Services& services) {
    const auto handle = [&services](const jobs::Job& job) {
        const auto body = boost::json::parse(job.body).as_object();
        const Workshop workshop{services.database, {&services.keys, services.papers}, services.number_key};
        sign(workshop, *services.shelf.get(), id_in(body, "unit"), id_in(body, "dossier"), id_in(body, "document"), services.clock.now());
        return jobs::Outcome::done();
    };
    return {{"signature.sign", handle}};
}

} // namespace motcua::signature
