#include "dossier/recount.hpp"
#include "app/app.hpp"
#include "app/command.hpp"
#include "app/commands/commands.hpp"

#include <fmt/format.h>

namespace motcua::app {

int recount(const Arguments& arguments, Config& config, Clock& clock) {
    App app(config, clock);
    const bool repair = arguments.has("repair");
    const auto different = dossier::recount(app.database(), *app.services().shelf.get(), repair);
    for (const auto& difference : different)
        fmt::print("{} {} {}\n", iso(difference.place.day), difference.place.unit,
                   difference.place.procedure.empty() ? "*" : difference.place.procedure);
    const auto numbers = dossier::recount_numbers(app.database(), *app.services().shelf.get(), repair);
    for (const auto& fault : numbers) fmt::print("{} {} {}\n", fault.year, fault.unit, word_of(fault.action));
    const auto ratings = static_cast<std::size_t>(dossier::recount_ratings(app.database(), *app.services().shelf.get(), repair));
    fmt::print("{}\n", sentence(console_locale(), repair ? "app.recount.repaired" : "app.recount.found",
                                std::vector{std::to_string(different.size() + numbers.size() + ratings)}));
    return (different.empty() && numbers.empty() && ratings == 0) || repair ? exits::done : exits::refused;
}

} // namespace motcua::app
