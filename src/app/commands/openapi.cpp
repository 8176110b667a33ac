#include "app/command.hpp"
#include "app/commands/commands.hpp"
#include "app/description.hpp"
#include "app/routes.hpp"

#include <fmt/format.h>

namespace motcua::app {

int openapi(const Arguments&, Config&, Clock&) {
    fmt::print("{}\n", describe(all_routes()).json);
    return exits::done;
}

} // namespace motcua::app
