#pragma once

#include "app/config.hpp"
#include "base/clock.hpp"
#include "campaign/routes.hpp"
#include "db/database.hpp"
#include "http/server.hpp"
#include "jobs/jobs.hpp"
#include "law/law.hpp"
#include "visit/gate.hpp"
#include "visit/visit.hpp"

#include <memory>
#include <string>

namespace motcua::app {

/// The whole program: owns everything, in the order in which it is made; undone in reverse. Building it opens and migrates the database,
/// seeds the law of an empty one and reads it; nothing listens and no job runs before start().
class App {
  public:
    /// Throws with a plain reason when a folder, a key or the database cannot be used.
    App(Config config, const Clock& clock);
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    void start();
    /// No new requests; finishes what was accepted, then the jobs that were taken. Safe to call twice.
    void stop();
    /// Where it listens, `127.0.0.1:8080`.
    std::string address() const;

    const Config& config() const { return config_; }
    db::Database& database() { return *database_; }
    visit::Services& services() { return *services_; }
    visit::Gate& gate() { return *gate_; }
    jobs::Workers& workers() { return *workers_; }
    const http::ServerCounts* server_counts() const { return server_ ? &server_->counts() : nullptr; }

  private:
    void open();
    void remember_counters();
    http::Program program();

    Config config_;
    const Clock& clock_;
    std::unique_ptr<db::Database> database_;
    std::unique_ptr<law::Shelf> shelf_;
    std::unique_ptr<visit::Services> services_;
    std::unique_ptr<jobs::Workers> workers_;
    campaign::Counters counters_ = std::make_shared<indicator::Recollection>();
    std::unique_ptr<visit::Gate> gate_;
    std::unique_ptr<http::Server> server_;
};

} // namespace motcua::app
