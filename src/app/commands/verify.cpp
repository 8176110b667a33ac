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

std::string told(Locale locale, const unit::Tree& units, const dossier::NumberingFault& fault) {
    using enum dossier::NumberingFault::Kind;
    const auto key = fault.kind == twice ? "app.verify.number_twice"
                     : fault.kind == gap ? "app.verify.number_gap"
                                         : "app.verify.number_last";
    const auto* unit = units.find(fault.unit);
    return sentence(locale, key,
                    std::vector{unit->identifier.empty() ? unit->code : unit->identifier, std::string(word_of(fault.action)),
                                std::to_string(fault.year), std::to_string(fault.expected), std::to_string(fault.found)});
}

} // namespace

int verify(const Arguments&, Config& config, Clock& clock) {
    App app(config, clock);
    const auto found = dossier::verify(app.database(), *app.services().shelf.get());
    const auto locale = console_locale();
    const auto& units = app.services().shelf.get()->units;
    for (const auto& broken : found.breaks) fmt::print("{} {}: {}\n", broken.code, broken.seq, sentence(locale, sentence_key(broken.kind)));
    for (const auto& fault : found.numbering) fmt::print("{}\n", told(locale, units, fault));
    fmt::print("{}\n", sentence(locale, "app.verify.found",
                                std::vector{std::to_string(found.dossiers), std::to_string(found.events),
                                            std::to_string(found.breaks.size() + found.numbering.size())}));
    return found.breaks.empty() && found.numbering.empty() ? exits::done : exits::refused;
}

} // namespace motcua::app
