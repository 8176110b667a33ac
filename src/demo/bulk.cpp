#include "demo/bulk.hpp"

#include "base/crypto.hpp"
#include "demo/playing.hpp"

#include <algorithm>
#include <future>
#include <numeric>

namespace motcua::demo {

namespace {

constexpr std::size_t dossiers_in_a_transaction = 4'000;

/// Collects chronicles and writes them behind the caller's back, one batch at a time.
class BehindWriter {
  public:
    BehindWriter(const visit::Services& services, const std::function<void(std::int64_t)>& tell) : services_(services), tell_(tell) {}
    ~BehindWriter() {
        if (writing_.valid()) writing_.wait();
    }

    void add(dossier::Chronicle chronicle) {
        batch_.push_back(std::move(chronicle));
        if (batch_.size() >= dossiers_in_a_transaction) flush();
    }

    void flush() {
        wait();
        if (batch_.empty()) return;
        writing_ = std::async(std::launch::async, [this, batch = std::exchange(batch_, {})] { write(batch); });
    }

    /// Throws what the writing threw.
    void wait() {
        if (!writing_.valid()) return;
        writing_.get();
        tell_(written_);
    }

  private:
    void write(const std::vector<dossier::Chronicle>& batch) {
        const auto done = services_.database.write([&](db::Tx& tx) -> Result<void> {
            indicator::Tally tally;
            dossier::Numbering numbering(tx);
            auto number = static_cast<std::uint32_t>(written_);
            for (const auto& chronicle : batch)
                chronicle.write(tx, services_.number_key, id_of_past(chronicle.dossier().submitted_at, number++), tally, numbering);
            for (const auto& [place, delta] : tally.places()) indicator::count(tx, place.unit, place.day, place.procedure, delta);
            numbering.keep();
            return {};
        });
        if (done) written_ += static_cast<std::int64_t>(batch.size());
    }

    const visit::Services& services_;
    const std::function<void(std::int64_t)>& tell_;
    std::vector<dossier::Chronicle> batch_;
    std::future<void> writing_;
    std::int64_t written_ = 0; ///< by the writing thread; read only after it was waited for
};

struct Weights {
    std::vector<double> desks;
    double all_desks = 0;
    double all = 0; ///< over all days
};

/// Of the present day only what has passed of it.
double weight_of(const calendar::Calendar& calendar, Day day, Instant now) {
    const double passed = std::clamp(static_cast<double>(now - local_instant(day, 7 * 60)) / (10 * 3'600'000.0), 0.0, 1.0);
    return day_weight(calendar, day) * passed;
}

Weights weights_of(const Planner& planner, std::size_t desks, const calendar::Calendar& calendar, Instant now) {
    Weights weights;
    for (std::size_t desk = 0; desk < desks; ++desk) weights.desks.push_back(planner.desk_weight(desk));
    weights.all_desks = std::accumulate(weights.desks.begin(), weights.desks.end(), 0.0);
    for (const auto& span : planner.spans())
        for (Day day = span.from; day <= span.to; day = day + 1) weights.all += weight_of(calendar, day, now) * weights.all_desks;
    return weights;
}

} // namespace

std::vector<Course> write_dossiers(const visit::Services& services, const Cast& cast, const Planner& planner, const Samples& samples,
                                   const Amount& amount, const std::function<void(std::int64_t done)>& tell) {
    const auto law = services.shelf.get();
    const auto now = services.clock.now();
    const auto weights = weights_of(planner, cast.desks.size(), law->calendar(), now);
    Sharing sharing(amount.dossiers, weights.all);
    BehindWriter writer(services, tell);
    std::vector<Course> left;
    std::int64_t seen = 0;
    const auto take = [&](Course&& course, bool running) {
        const bool shown = running && course.desk == cast.shown && course.citizen == 0 && course.facts.account != 0;
        if (shown || ++seen > amount.dossiers - amount.by_actions)
            left.push_back(std::move(course));
        else
            writer.add(in_memory(*law, cast, course, samples));
    };
    for (std::size_t span = 0; span < planner.spans().size(); ++span)
        for (Day day = planner.spans()[span].from; day <= planner.spans()[span].to; day = day + 1) {
            std::vector<Course> today;
            const auto day_share = weight_of(law->calendar(), day, now);
            for (std::size_t desk = 0; desk < cast.desks.size(); ++desk)
                for (auto count = sharing.next(day_share * weights.desks[desk]); count > 0; --count)
                    if (auto course = planner.course(span, desk, day, count)) today.push_back(*std::move(course));
            std::ranges::stable_sort(today, {}, &Course::submitted_at);
            for (auto& course : today) take(std::move(course), span + 1 == planner.spans().size());
        }
    writer.flush();
    writer.wait();
    return left;
}

} // namespace motcua::demo
