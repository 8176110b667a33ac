#include "indicator/indicator.hpp"

namespace motcua::indicator {

Delta& Delta::operator+=(const Delta& other) {
    for (const auto counter : counters) this->*counter += other.*counter;
    return *this;
}

Delta Delta::operator-() const {
    Delta negative;
    for (const auto counter : counters) negative.*counter = -(this->*counter);
    return negative;
}

} // namespace motcua::indicator
