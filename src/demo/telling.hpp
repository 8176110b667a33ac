#pragma once

#include "deadline/deadline.hpp"
#include "demo/course.hpp"
#include "demo/dice.hpp"
#include "demo/phrases.hpp"
#include "procedure/procedure.hpp"

#include <string_view>

namespace motcua::demo {

/// Tells what becomes of a dossier after it was sent: most are done in time, some late, some are refused, supplemented, withdrawn.
/// Offices move in working hours, citizens also in the evening. What would be after now is left out.
class Telling {
  public:
    Telling(Course& course, const procedure::Procedure& procedure, const deadline::Counting& by, const Phrases& words, Dice& dice,
            Instant now)
        : course_(course), procedure_(procedure), by_(by), calendar_(by.calendar), words_(words), dice_(dice), now_(now),
          at_(course.submitted_at) {}

    void tell();

  private:
    bool reaches_acceptance();
    bool reaches_supplement(Hand asks);
    void plan_work();
    bool is_interrupted_for_good();
    void do_the_work();
    void apologise();
    void give_result();
    void rate();

    void work(int minutes);
    void citizen_waits(std::int64_t least_minutes, std::int64_t most_minutes);
    void office_waits(std::int64_t least_days, std::int64_t most_days);
    void move(Move move);
    const std::string& words(std::string_view key) { return dice_.one_of(words_.sentences(key)); }
    bool is_online() const { return course_.facts.channel == procedure::Channel::online; }
    Hand owners_hand() const { return is_online() ? Hand::citizen : Hand::clerk; }
    bool has_officer_step() const;

    Course& course_;
    const procedure::Procedure& procedure_;
    const deadline::Counting by_;
    const calendar::Calendar& calendar_;
    const Phrases& words_;
    Dice& dice_;
    Instant now_;
    Instant at_;
    int minutes_ = 0; ///< of work from acceptance to result
    bool late_ = false;
    bool interrupted_ = false;
    Instant due_;
};

} // namespace motcua::demo
