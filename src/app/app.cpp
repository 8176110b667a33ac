#include "app/app.hpp"

#include "app/assets.hpp"
#include "app/log.hpp"
#include "app/routes.hpp"
#include "app/secrets.hpp"
#include "base/crypto.hpp"
#include "db/migrations.hpp"
#include "demo/demo.hpp"
#include "law/actions.hpp"

namespace motcua::app {

namespace {

std::string default_url(const Config& config) {
    if (!config.public_url.empty()) return config.public_url;
    return (config.server.certificate_file.empty() ? "http://" : "https://") + config.server.listen;
}

/// The demonstration brings a key of its own; a province that names its keys uses those.
pades::KeyRing keys_of(const Config& config) {
    return pades::KeyRing(config.signing_keys.empty() ? demo::signing_keys(config.data) : config.signing_keys);
}

std::shared_ptr<const pades::Authorities> authorities_of(const Config& config) {
    if (config.signature_authorities.empty()) return nullptr;
    return std::make_shared<pades::Authorities>(pades::Authorities::of_file(config.signature_authorities));
}

} // namespace

App::App(Config config, const Clock& clock) : config_(std::move(config)), clock_(clock) {
    crypto::start();
    open();
    const auto secrets = config_.data / "secrets";
    services_ = std::make_unique<visit::Services>(visit::Services{.database = *database_,
                                                                  .clock = clock_,
                                                                  .shelf = *shelf_,
                                                                  .papers = config_.data / "papers",
                                                                  .number_key = secret(secrets, "number_key"),
                                                                  .public_url = default_url(config_),
                                                                  .demo = config_.demo || demo::is_built(config_.data),
                                                                  .limits = config_.limits,
                                                                  .keys = keys_of(config_),
                                                                  .authorities = authorities_of(config_)});
    workers_ = std::make_unique<jobs::Workers>(*database_, clock_, job_handlers(config_, *services_), config_.job_threads);
    services_->wake_jobs = [this] { workers_->wake(); };
    auto routes = all_routes(counters_);
    append(routes, own_routes(*this));
    visit::GateSettings settings{.csrf_key = secret(secrets, "csrf_key"), .complain = complain};
    settings.paces.rates[visit::Pace::ordinary] = {(config_.requests_per_minute + 1) / 2, config_.requests_per_minute};
    gate_ = std::make_unique<visit::Gate>(std::move(routes), *services_, std::move(settings));
}

App::~App() {
    stop();
}

void App::open() {
    std::filesystem::create_directories(config_.data / "papers");
    config_.server.spool = config_.data / "spool";
    std::filesystem::create_directories(config_.server.spool);
    database_ = db::open({.address = config_.database_address()});
    db::migrate(*database_);
    law::seed(*database_, clock_.now());
    shelf_ = std::make_unique<law::Shelf>(database_->read([](db::Tx& tx) { return law::load(tx); }));
}

http::Program App::program() {
    return {.handle = [this](http::Request& request) { return gate_->handle(request); },
            .body_rule = [this](http::Method method, std::string_view path) { return gate_->body_rule(method, path); },
            .at_once = asset_answer,
            .refusal = [this](int status, const http::Request& request) { return gate_->refusal(status, request); },
            .log =
                [this](const http::Request& request, const http::Response& response, std::int64_t took_us, std::uint64_t bytes) {
                    count_answer(response.status);
                    log_access(gate_->pattern_of(request.method, request.path), request, response.status, took_us, bytes);
                }};
}

/// A province's whole history of counters; the first who looks at a board after a start should not have to wait for it.
void App::remember_counters() {
    const auto law = shelf_->get();
    std::vector<Id> units;
    for (const auto& unit : law->units.all()) units.push_back(unit.id);
    database_->read([&](db::Tx& tx) { return counters_->days(tx, units); });
}

void App::start() {
    remember_counters();
    server_ = std::make_unique<http::Server>(config_.server, program());
    server_->start();
    queue_routine_jobs(*services_);
    workers_->start();
}

void App::stop() {
    if (server_) server_->stop();
    if (workers_) workers_->stop();
}

std::string App::address() const {
    return server_ ? server_->address() : std::string();
}

} // namespace motcua::app
