#pragma once

#include "campaign/campaign.hpp"

namespace motcua::campaign {

/// How a campaign may end. (dự báo)
enum class Prospect {
    reached,      ///< over, and the target was met
    missed,       ///< over, and it was not
    ensured,      ///< even if every coming dossier were on paper, the target would be met
    possible,     ///< needs `needed` of the `coming` dossiers online
    out_of_reach, ///< even if every coming dossier were online, the target would be missed
    unknown       ///< no dossier came of late, so nothing can be said about the coming ones
};

/// What has happened so far, in one unit.
struct SoFar {
    std::int64_t received = 0;
    std::int64_t online = 0;
    std::int64_t lately_received = 0; ///< in the last `lately_days`
    std::int64_t lately_online = 0;
    int lately_days = 0;
    int days_left = 0; ///< after today
};

/// The coming dossiers at the present daily volume, and how many of them must be online.
///   coming   = round(lately_received × days_left / lately_days)
///   needed   = the least whole number ≥ 0 with (online + needed) / (received + coming) ≥ target
///   expected = (online + coming × lately_online / lately_received) / (received + coming): where things go if nothing changes
struct Outlook {
    Prospect prospect = Prospect::unknown;
    std::int64_t coming = 0;
    std::int64_t needed = 0;
    Rate expected;

    /// What share of the coming dossiers must be online.
    Rate needed_share() const { return {needed, coming}; }
};

/// `target` in basis points.
Outlook outlook(const SoFar& so_far, int target);

} // namespace motcua::campaign
