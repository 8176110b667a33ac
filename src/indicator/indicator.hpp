#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "db/database.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace motcua::indicator {

/// What one action adds to the counters of one unit, one procedure and one day (the day of acceptance). All add up: province = Σ districts
/// = Σ communes, received = direct + online + post. Negative only for recorded corrections.
struct Delta {
    std::int64_t submitted = 0; ///< by day of submission
    std::int64_t direct = 0;    ///< received = validly accepted, by channel
    std::int64_t online = 0;
    std::int64_t post = 0;
    std::int64_t assisted = 0;
    std::int64_t qualified_online = 0; ///< online and, where a result is due, the result is electronic
    std::int64_t refused = 0;
    std::int64_t withdrawn = 0;
    std::int64_t stopped = 0;
    std::int64_t resolved = 0;
    std::int64_t resolved_on_time = 0;
    std::int64_t returned = 0;
    std::int64_t on_paper = 0;           ///< papers that were handed in on paper, by day of submission as the next two
    std::int64_t on_paper_digitised = 0; ///< of these, those that were scanned (số hóa)
    std::int64_t with_scans = 0;         ///< dossiers of which at least one paper was scanned

    /// Tiếp nhận: every dossier came one of the three ways.
    std::int64_t received() const { return direct + online + post; }
    Delta& operator+=(const Delta& other);
    Delta operator-() const;
    Delta operator+(const Delta& other) const { return Delta(*this) += other; }
    Delta operator-(const Delta& other) const { return *this + -other; }
    bool operator==(const Delta&) const = default;
    bool empty() const { return *this == Delta(); }
};

/// The counters of a Delta in the order of their columns.
inline constexpr std::array counters{&Delta::submitted,        &Delta::direct,
                                     &Delta::online,           &Delta::post,
                                     &Delta::assisted,         &Delta::qualified_online,
                                     &Delta::refused,          &Delta::withdrawn,
                                     &Delta::stopped,          &Delta::resolved,
                                     &Delta::resolved_on_time, &Delta::returned,
                                     &Delta::on_paper,         &Delta::on_paper_digitised,
                                     &Delta::with_scans};

/// Adds to the counters in the action's own transaction.
void count(db::Tx& tx, Id unit, Day day, std::string_view procedure, const Delta& delta);

} // namespace motcua::indicator
