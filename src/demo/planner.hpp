#pragma once

#include "demo/cast.hpp"
#include "demo/course.hpp"
#include "demo/phrases.hpp"
#include "demo/season.hpp"
#include "law/law.hpp"

#include <array>
#include <optional>
#include <vector>

namespace motcua::demo {

/// Thinks up dossiers. Everything about the n-th dossier of a desk's day follows from the seed, the desk, the day and n.
class Planner {
  public:
    /// All references must outlive it.
    Planner(const law::Law& law, const Phrases& words, const Cast& cast, std::vector<Span> spans, std::uint64_t seed, Instant now);

    const std::vector<Span>& spans() const { return spans_; }
    /// How much comes to a desk, against 1 for a middling commune.
    double desk_weight(std::size_t desk) const;
    /// One dossier, as far as it has come by now. Nothing when there is no moment left on that day.
    std::optional<Course> course(std::size_t span, std::size_t desk, Day day, std::int64_t number) const;

  private:
    struct Choice {
        std::string code;
        std::int64_t up_to; ///< weights added up
    };
    using Choices = std::array<std::vector<Choice>, 3>; ///< by channel

    Choices choices_on(Day day) const;
    procedure::Channel channel_of(std::size_t span, std::size_t desk, Day day, Dice& dice) const;
    void set_person(Course& course, std::size_t span, Day day, Dice& dice) const;
    void set_delivery(Course& course, const procedure::Procedure& procedure, Dice& dice) const;

    const law::Law& law_;
    const Phrases& words_;
    const Cast& cast_;
    std::vector<Span> spans_;
    std::vector<Choices> choices_; ///< of each span's first day
    std::uint64_t seed_;
    Instant now_;
};

} // namespace motcua::demo
