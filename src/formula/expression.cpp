#include "formula/expression.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace motcua::formula {

namespace {

constexpr std::size_t longest = 500;
constexpr int deepest = 30;

bool begins_name(char letter) {
    return ('a' <= letter && letter <= 'z') || letter == '_';
}

bool is_digit(char letter) {
    return '0' <= letter && letter <= '9';
}

} // namespace

/// Reads by descent: a sum of products of factors.
class ExpressionParser {
  public:
    using Step = Expression::Step;
    using Kind = Step::Kind;

    explicit ExpressionParser(std::string_view text) : text_(text) {}

    Result<Expression> whole() {
        TRY(sum());
        if (at_ < text_.size()) return unreadable();
        Expression expression;
        expression.text_ = std::string(text_);
        expression.steps_ = std::move(steps_);
        return expression;
    }

  private:
    Result<void> sum() {
        if (++depth_ > deepest) return refuse_field("formula", "formula.problem.too_long");
        TRY(product());
        while (peek() == '+' || peek() == '-') {
            const auto kind = text_[at_++] == '+' ? Kind::add : Kind::subtract;
            TRY(product());
            push(kind);
        }
        --depth_;
        return {};
    }

    Result<void> product() {
        TRY(factor());
        while (peek() == '*' || peek() == '/') {
            const bool divides = text_[at_++] == '/';
            if (divides)
                TRY(divisor());
            else
                TRY(factor());
            push(divides ? Kind::divide : Kind::multiply);
        }
        return {};
    }

    Result<void> divisor() {
        const auto place = (peek(), at_);
        if (!is_digit(peek())) return refuse_field("formula", "formula.problem.division", {fmt::format("{}", place + 1)});
        TRY(number());
        if (steps_.back().number == 0) return refuse_field("formula", "formula.problem.division", {fmt::format("{}", place + 1)});
        return {};
    }

    Result<void> factor() {
        const char next = peek();
        if (is_digit(next)) return number();
        if (begins_name(next)) return name_or_function();
        if (next == '(') return (++at_, inner());
        if (next != '-' || ++depth_ > deepest) return unreadable();
        ++at_;
        TRY(factor());
        --depth_;
        push(Kind::negate);
        return {};
    }

    Result<void> inner() {
        TRY(sum());
        return expect(')');
    }

    Result<void> number() {
        const auto start = at_;
        while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.')) ++at_;
        const auto value = number_of(text_.substr(start, at_ - start));
        if (!value) return (at_ = start, unreadable());
        steps_.push_back({Kind::number, *value, {}});
        return {};
    }

    Result<void> name_or_function() {
        const auto start = at_;
        while (at_ < text_.size() && (begins_name(text_[at_]) || is_digit(text_[at_]))) ++at_;
        const auto name = text_.substr(start, at_ - start);
        if (peek() == '(') return (++at_, call(name));
        steps_.push_back({Kind::name, {}, std::string(name)});
        return {};
    }

    Result<void> call(std::string_view function) {
        constexpr std::array functions{std::pair(std::string_view("min"), Kind::smaller), std::pair(std::string_view("max"), Kind::larger),
                                       std::pair(std::string_view("known"), Kind::known)};
        const auto* found = std::ranges::find(functions, function, [](const auto& one) { return one.first; });
        if (found == functions.end()) return refuse_field("formula", "formula.problem.unknown_function", {std::string(function)});
        TRY(sum());
        TRY(expect(','));
        TRY(inner());
        push(found->second);
        return {};
    }

    Result<void> expect(char letter) {
        if (peek() != letter) return unreadable();
        ++at_;
        return {};
    }

    /// The next letter that is no space; 0 at the end.
    char peek() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
        return at_ < text_.size() ? text_[at_] : '\0';
    }

    void push(Kind kind) { steps_.push_back({kind, {}, {}}); }
    std::unexpected<Error> unreadable() const {
        return refuse_field("formula", "formula.problem.unreadable", {fmt::format("{}", at_ + 1)});
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
    std::vector<Step> steps_;
};

Result<Expression> Expression::parse(std::string_view text) {
    if (text.size() > longest) return refuse_field("formula", "formula.problem.too_long");
    return ExpressionParser(text).whole();
}

std::set<std::string> Expression::names() const {
    std::set<std::string> names;
    for (const auto& step : steps_)
        if (step.kind == Step::Kind::name) names.insert(step.name);
    return names;
}

namespace {

using Value = std::optional<Number>;

template <class Combine>
Value both(const Value& left, const Value& right, Combine combine) {
    return left && right ? Value(combine(*left, *right)) : std::nullopt;
}

} // namespace

std::optional<Number> Expression::value(const Naming& naming) const {
    using Kind = Step::Kind;
    std::vector<Value> stack;
    for (const auto& step : steps_) {
        if (step.kind == Kind::number || step.kind == Kind::name) {
            stack.push_back(step.kind == Kind::number ? Value(step.number) : naming(step.name));
            continue;
        }
        const auto right = std::move(stack.back());
        if (step.kind == Kind::negate) {
            stack.back() = right ? Value(-*right) : std::nullopt;
            continue;
        }
        stack.pop_back();
        auto& left = stack.back();
        if (step.kind == Kind::known)
            left = left ? left : right;
        else
            left = both(left, right, [&](const Number& a, const Number& b) -> Number {
                switch (step.kind) {
                case Kind::add:
                    return a + b;
                case Kind::subtract:
                    return a - b;
                case Kind::multiply:
                    return a * b;
                case Kind::divide:
                    return a / b;
                case Kind::smaller:
                    return std::min(a, b);
                default:
                    return std::max(a, b);
                }
            });
    }
    return stack.back();
}

} // namespace motcua::formula
