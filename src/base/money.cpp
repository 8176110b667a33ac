#include "base/money.hpp"

#include <fmt/format.h>

namespace motcua {

std::string vi_money(Money amount) {
    std::string digits = fmt::format("{}", amount.dong);
    const std::size_t first = amount.dong < 0 ? 1 : 0;
    for (std::size_t place = digits.size(); place > first + 3; place -= 3) digits.insert(place - 3, ".");
    return digits + " đồng";
}

} // namespace motcua
