#pragma once

#include "indicator/indicator.hpp"

#include <map>
#include <string>
#include <vector>

/// The counters against what history says they must be. Who reads the history (the dossiers) adds every event's delta to a Tally.
namespace motcua::indicator {

struct Place {
    Id unit = 0;
    std::string procedure; ///< empty: the day's sum over all procedures
    Day day;

    auto operator<=>(const Place&) const = default;
};

/// What history adds up to, per unit, procedure and day.
class Tally {
  public:
    void add(Id unit, Day day, std::string_view procedure, const Delta& delta);
    const std::map<Place, Delta>& places() const { return places_; }
    /// The sums over procedures: what count_day must hold.
    std::map<Place, Delta> days() const;

  private:
    std::map<Place, Delta> places_;
};

struct Difference {
    Place place;
    Delta expected;
    Delta counted;
};
/// Every place where a counter is not what the tally says, in order of places; at most `limit`.
std::vector<Difference> compare(db::Tx& tx, const Tally& expected, std::size_t limit = 1000);

/// Makes the counters what the tally says, in the caller's transaction.
void rewrite(db::Tx& tx, const Tally& expected);

} // namespace motcua::indicator
