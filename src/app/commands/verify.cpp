#include "dossier/verify.hpp"
#include "app/app.hpp"
#include "app/command.hpp"
#include "app/commands/commands.hpp"

#include <fmt/format.h>

namespace motcua::app {

namespace {

std::string_view sentence_key(dossier::Break::Kind kind) {
    switch (kind) {
    case dossier::Break::Kind::hash:
        return "app.verify.hash";
    case dossier::Break::Kind::missing:
        return "app.verify.missing";
    case dossier::Break::Kind::state:
        return "app.verify.state";
    }
    return "app.verify.hash";
}

} // namespace

int verify(const Arguments&, Config& config, Clock& clock) {
    App app(config, clock);
    const auto found = dossier::verify(app.database(), *app.services().shelf.get());
    const auto locale = console_locale();
    for (const auto& broken : found.breaks) fmt::print("{} {}: {}\n", broken.code, broken.seq, sentence(locale, sentence_key(broken.kind)));
    fmt::print("{}\n",
               sentence(locale, "app.verify.found",
                        std::vector{std::to_string(found.dossiers), std::to_string(found.events), std::to_string(found.breaks.size())}));
    return found.breaks.empty() ? exits::done : exits::refused;
}

} // namespace motcua::app
