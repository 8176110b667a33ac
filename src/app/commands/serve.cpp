#include "app/app.hpp"
#include "app/commands/commands.hpp"
#include "app/log.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>

namespace motcua::app {

namespace {

/// Blocked before any thread starts, so that all of them leave the signals to wait_for_stop().
sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is a full disk, which people are told of, and no reason to end
    return signals;
}

} // namespace

int serve(const Arguments&, Config& config, Clock& clock) {
    const auto signals = block_signals();
    App app(config, clock);
    app.start();
    fmt::print("Motcua: {}\n", app.services().public_url);
    std::fflush(stdout);
    log_event("started", app.address());
    int signal = 0;
    sigwait(&signals, &signal);
    log_event("stopping", signal == SIGTERM ? "SIGTERM" : "SIGINT");
    app.stop();
    log_event("stopped");
    return 0;
}

} // namespace motcua::app
