#include "demo/demo.hpp"

#include "campaign/actions.hpp"
#include "demo/bulk.hpp"
#include "demo/playing.hpp"
#include "demo/store.hpp"
#include "demo/teams.hpp"
#include "law/holding.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <ostream>
#include <sstream>
#include <stdexcept>

namespace motcua::demo {

namespace fs = std::filesystem;

namespace {

const Day province_day = *day_of(2022, 7, 1);
constexpr std::string_view mark_file = "demo.json";
constexpr std::string_view accounts_file = "accounts.json";

void write_file(const fs::path& file, std::string_view text) {
    {
        std::ofstream out(file, std::ios::binary | std::ios::trunc);
        fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
        out << text;
    }
    if (!fs::exists(file) || fs::file_size(file) != text.size()) throw std::runtime_error("cannot write " + file.string());
}

std::string accounts_json(const std::vector<PrintedAccount>& accounts) {
    std::string text = "[";
    for (const auto& [role, login, password, unit, name] : accounts) {
        text += text.size() > 1 ? ",\n " : "\n ";
        text += boost::json::serialize(
            boost::json::object{{"role", role}, {"login", login}, {"password", password}, {"unit", unit}, {"name", name}});
    }
    return text + "\n]\n";
}

campaign::Campaign running_campaign(const Phrases& words, const unit::Tree& units, Day today) {
    auto data = words.object("campaign");
    data["unit"] = units.roots(today).at(0)->code;
    data["from"] = iso(running_from(today));
    data["to"] = iso(running_to(today));
    data["target"] = 8000;
    return campaign::from_json(data, units).value();
}

class Building {
  public:
    Building(const visit::Services& services, const Options& options, std::ostream& progress)
        : services_(services), options_(options), progress_(progress), now_(services.clock.now()), today_(local_day(now_)) {}

    void build() {
        hold_the_province();
        const auto law = services_.shelf.get();
        say("accounts");
        const auto since = local_instant(std::min(province_day - 30, today_ - 120), 0);
        const auto citizens = std::clamp<std::int64_t>(options_.dossiers / 20, 200, 5'000);
        const auto cast = hire(services_.database, law->units, words_, {options_.seed, citizens, today_, since});
        write_campaigns_and_teams(*law);
        write_dossiers_of(*law, cast);
        write_file(options_.data / accounts_file, accounts_json(cast.printed));
        write_file(options_.data / mark_file, boost::json::serialize(boost::json::object{
                                                  {"dossiers", options_.dossiers}, {"seed", options_.seed}, {"built_at", iso(now_)}}));
    }

  private:
    void say(std::string_view what) { progress_ << "demo: " << what << std::endl; }

    /// A transaction that has nothing to refuse.
    template <class Work>
    void write(Work&& work) {
        const auto done = services_.database.write([&](db::Tx& tx) -> Result<void> {
            work(tx);
            return {};
        });
        if (!done) throw std::logic_error(done.error().code);
    }

    void hold_the_province() {
        write([&](db::Tx& tx) { law::hold_units_of(tx, province_day); });
        services_.shelf.put(services_.database.read([](db::Tx& tx) { return law::load(tx); }));
    }

    void write_campaigns_and_teams(const law::Law& law) {
        say("campaigns and teams");
        write([&](db::Tx& tx) {
            campaign::put_shipped(tx, law.units);
            campaign::put(tx, running_campaign(words_, law.units, today_));
            form_teams(tx, law.units, words_, options_.seed, province_day);
        });
    }

    void write_dossiers_of(const law::Law& law, const Cast& cast) {
        const auto samples = make_samples(services_, words_, local_instant(province_day - 1, 9 * 60));
        const Planner planner(law, words_, cast, spans(today_), options_.seed, now_);
        const Amount amount{options_.dossiers, std::min(options_.by_actions, options_.dossiers)};
        const auto left = write_dossiers(services_, cast, planner, samples, amount,
                                         [&](std::int64_t done) { say(fmt::format("{} of {} dossiers", done, options_.dossiers)); });
        const auto spool = options_.data / "demo-spool";
        fs::create_directories(spool);
        for (const auto& course : left) by_actions(services_, cast, course, spool);
        fs::remove_all(spool);
        say(fmt::format("{} more by actions", left.size()));
    }

    const visit::Services& services_;
    const Options& options_;
    std::ostream& progress_;
    Phrases words_;
    Instant now_;
    Day today_;
};

} // namespace

bool is_built(const fs::path& data) {
    return fs::exists(data / mark_file);
}

Result<void> build(const visit::Services& services, const Options& options, std::ostream& progress) {
    if (services.database.read([](db::Tx& tx) { return Store(tx).has_accounts(); })) return refuse(Kind::conflict, "demo.not_empty");
    Building(services, options, progress).build();
    return {};
}

std::vector<PrintedAccount> printed_accounts(const fs::path& data) {
    std::ifstream in(data / accounts_file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    std::vector<PrintedAccount> accounts;
    const auto listed = boost::json::parse(text.str()); // named: a range-for does not keep it alive
    for (const auto& entry : listed.as_array()) {
        const auto& account = entry.as_object();
        const auto member = [&](std::string_view key) { return std::string(account.at(key).as_string()); };
        accounts.push_back({member("role"), member("login"), member("password"), member("unit"), member("name")});
    }
    return accounts;
}

} // namespace motcua::demo
