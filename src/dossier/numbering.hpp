#pragma once

#include "db/database.hpp"
#include "dossier/dossier.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

/// The numbers of the papers that the office owes: one row of numbers for each unit, kind of paper and year. (số văn bản, Nghị định
/// 30/2020)
namespace motcua::dossier {

/// Whether the office owes the citizen a numbered paper for an action: receipt, supplement request, refusal, apology, stop notice. Its
/// number stands in the event's details as `paper_number`, under the chain of hashes.
bool owes_paper(Action action);
/// The number in an event's details; 0 for those written before papers were numbered.
int paper_number_in(const boost::json::object& details);

/// The next number, durable with the transaction.
int next_paper_number(db::Tx& tx, Id unit, Action action, Instant at);

/// The same numbers for whoever gives many in one transaction: the table is read and written once for each row of numbers.
class Numbering {
  public:
    explicit Numbering(db::Tx& tx) : tx_(tx) {}

    int next(Id unit, Action action, Instant at);
    /// Writes down what was given. Without it the transaction must not be committed.
    void keep();

  private:
    using Place = std::tuple<Id, Action, int>; ///< unit, kind, year

    db::Tx& tx_;
    std::map<Place, int> last_;
};

/// A row of numbers that does not hold together: one was given twice, one is missing, or the last one is not that of the table.
struct NumberingFault {
    Id unit = 0;
    Action action = Action::acceptance;
    int year = 0;
    int expected = 0; ///< as history has it
    int found = 0;    ///< in the table, or the number that is wrong

    enum class Kind { twice, gap, last } kind = Kind::last;
};

/// What history says of the numbers of one unit after another.
class NumberingCheck {
  public:
    void add(Action action, Instant at, int number);
    /// Compares with the table and forgets what was added.
    void finish_unit(db::Tx& tx, Id unit, std::vector<NumberingFault>& faults);

  private:
    std::map<std::pair<Action, int>, std::vector<int>> given_;
};

/// All units: the numbers in history against the table. With `repair` the table is made to say the highest number of history; what is
/// twice or missing stays, for no event can be rewritten.
std::vector<NumberingFault> check_numbering(db::Tx& tx, const unit::Tree& units, bool repair);

} // namespace motcua::dossier
