#pragma once

#include "base/result.hpp"
#include "formula/number.hpp"

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::formula {

/// What a name stands for; nothing when nobody has said it.
using Naming = std::function<std::optional<Number>(std::string_view name)>;

/// One formula of the data, read once: numbers, names, + - * / ( ), min(a, b), max(a, b), and known(a, b), which is a, or b when nobody has
/// said a. Division is by a written number other than zero alone: what may be zero is a share, and a share has a rule for it. A formula
/// has no loops and no effects, and its length bounds its work.
class Expression {
  public:
    /// Field errors on `formula`: `formula.problem.unreadable` (at which letter), `formula.problem.too_long`,
    /// `formula.problem.unknown_function`, `formula.problem.division`.
    static Result<Expression> parse(std::string_view text);

    /// Unknown as soon as a name that it needs is.
    std::optional<Number> value(const Naming& naming) const;
    std::set<std::string> names() const;
    const std::string& text() const { return text_; }

  private:
    friend class ExpressionParser;
    struct Step {
        enum class Kind : std::uint8_t { number, name, add, subtract, multiply, divide, negate, smaller, larger, known } kind;
        Number number;
        std::string name;
    };

    std::string text_;
    std::vector<Step> steps_; ///< each takes what it needs from a stack and leaves its result there
};

} // namespace motcua::formula
