#pragma once

#include "account/account.hpp"
#include "app/app.hpp"
#include "base/clock.hpp"
#include "support/client.hpp"
#include "support/databases.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::test {

/// Somebody in the stories. Everybody works in or for the commune Phước Tân (H10.41.05) of 2022, but thu and son, whose desks are in Bù Gia
/// Mập.
struct Person {
    std::string_view name;  ///< "binh": what app.as() takes, and the login of staff
    std::string_view login; ///< citizens: a phone number
    std::string_view full_name;
    account::Role role; ///< citizen: no grant
    std::string_view unit;
};
/// lan and minh are citizens; binh clerk, hoa officer, tam approver, thu a clerk elsewhere; dung helper, tuan team lead, nga cashier,
/// son officer elsewhere; khoa controller, uyen unit_admin, quang and ha province_admin, an auditor, vinh operator, phuc leader.
const std::vector<Person>& people();
const Person& person(std::string_view name);

/// The whole program on a database of its own, without sockets: real migrations, law, routes and gate, and a clock that stands on Monday
/// 11 July 2022, 9:00, until a test moves it. On SQLite, or on PostgreSQL when MOTCUA_STORIES_ON=postgres. Starts in milliseconds: the
/// seeded database is made once and copied.
class TestApp {
  public:
    explicit TestApp(std::string_view at = "2022-07-11T09:00");
    ~TestApp();

    Clock clock;

    /// The browser of one of the people, signed in (again, when the session ended meanwhile). Alive as long as this app.
    Client& as(std::string_view name);
    /// A program with a token of theirs.
    Client& program_of(std::string_view name);
    /// A browser on which nobody is signed in; a new one each time.
    Client visitor();

    Id id_of(std::string_view name);
    account::Actor actor(std::string_view name);
    Id unit(std::string_view identifier) const;

    app::App& app() { return *app_; }
    db::Database& database() { return app_->database(); }
    visit::Services& services() { return app_->services(); }

    /// Jobs of a kind that wait, and their bodies, oldest first.
    std::size_t queued(std::string_view kind);
    std::vector<std::string> bodies_of(std::string_view kind);
    /// Runs everything that is due now; how many ran.
    int run_jobs();

  private:
    Client client();
    std::string open_session(std::string_view name, bool api);

    TemporaryFolder folder_;
    std::optional<LentDatabase> lent_;
    std::unique_ptr<app::App> app_;
    std::map<std::string, Client, std::less<>> browsers_;
    std::map<std::string, Client, std::less<>> programs_;
};

} // namespace motcua::test
