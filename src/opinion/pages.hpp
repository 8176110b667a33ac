#pragma once

#include "html/components.hpp"

namespace motcua::opinion {

struct OpinionsPage {
    html::Table open;
};

} // namespace motcua::opinion
