#include "opinion/actions.hpp"
#include "opinion/messages.hpp"
#include "opinion/store.hpp"

#include "account/holders.hpp"
#include "message/message.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <charconv>

namespace motcua::opinion {

namespace json = boost::json;

namespace {

constexpr std::string_view remind = "opinion.remind";
constexpr std::string_view silent = "opinion.silent";
constexpr std::size_t most_told = 30;

std::vector<account::Holder> who_can_answer(db::Tx& tx, const Opinion& opinion, const unit::Tree& units, Instant now) {
    const auto path = units.path(opinion.asked_unit);
    for (auto place = path.rbegin(); place != path.rend(); ++place)
        if (auto found = account::holders(tx, opinion.asked_role, {(*place)->id}, now); !found.empty()) return found;
    return {};
}

Id id_in(const json::object& object, std::string_view key) {
    const std::string_view text(object.at(key).as_string());
    Id id = 0;
    std::from_chars(text.data(), text.data() + text.size(), id);
    return id;
}

/// The opinion of a job, while it still waits.
std::optional<Opinion> still_open(db::Tx& tx, const jobs::Job& job) {
    const auto body = json::parse(job.body).as_object();
    auto found = Store(tx).with_id(id_in(body, "unit"), id_in(body, "dossier"), id_in(body, "id"));
    if (!found || !found->open()) return std::nullopt;
    return found;
}

} // namespace

std::size_t tell_asked(db::Tx& tx, const Opinion& opinion, Asking asking, const unit::Tree& units, Instant now) {
    const auto* kind = asking == Asking::first ? "opinion_asked" : "opinion_reminder";
    auto holders = who_can_answer(tx, opinion, units, now);
    std::erase_if(holders, [&](const account::Holder& holder) { return holder.id == opinion.asked_by; });
    if (holders.size() > most_told) holders.resize(most_told);
    for (const auto& holder : holders)
        message::tell(tx, {.account = holder.id}, kind,
                      {opinion.code, opinion.procedure_name, vi_clock(opinion.due_at) + " " + vi_day(local_day(opinion.due_at))},
                      "/dossiers/" + opinion.code, now, fmt::format("{}.{}", kind, opinion.id));
    return holders.size();
}

void tell_asker(db::Tx& tx, const Opinion& opinion, std::string_view kind, Instant now) {
    message::tell(tx, {.account = opinion.asked_by}, kind, {opinion.code, opinion.procedure_name, opinion.given_by_name},
                  "/dossiers/" + opinion.code, now, fmt::format("{}.{}", kind, opinion.id));
}

void plan_messages(db::Tx& tx, const Opinion& opinion, Instant remind_at, Instant now) {
    const auto body = json::serialize(json::object{
        {"unit", fmt::format("{}", opinion.unit)}, {"dossier", fmt::format("{}", opinion.dossier)}, {"id", fmt::format("{}", opinion.id)}});
    jobs::enqueue(tx, remind, body, now, fmt::format("{}.{}", remind, opinion.id), remind_at);
    jobs::enqueue(tx, silent, body, now, fmt::format("{}.{}", silent, opinion.id), opinion.due_at + 1);
}

std::map<std::string, jobs::Handler, std::less<>> job_handlers(db::Database& database, const law::Shelf& shelf, const Clock& clock) {
    std::map<std::string, jobs::Handler, std::less<>> handlers;
    handlers.emplace(remind, [&](const jobs::Job& job) {
        (void)database.write([&](db::Tx& tx) -> Result<void> {
            if (const auto opinion = still_open(tx, job)) tell_asked(tx, *opinion, Asking::reminder, shelf.get()->units, clock.now());
            return {};
        });
        return jobs::Outcome::done();
    });
    handlers.emplace(silent, [&](const jobs::Job& job) {
        (void)database.write([&](db::Tx& tx) -> Result<void> {
            if (const auto opinion = still_open(tx, job)) tell_asker(tx, *opinion, "opinion_silent", clock.now());
            return {};
        });
        return jobs::Outcome::done();
    });
    return handlers;
}

} // namespace motcua::opinion
