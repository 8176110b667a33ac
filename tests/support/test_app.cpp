#include "support/test_app.hpp"

#include "account/actions.hpp"
#include "account/session.hpp"
#include "base/crypto.hpp"
#include "base/embedded.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace motcua::test {

namespace {

using account::Role;

constexpr std::string_view commune = "H10.41.05";
constexpr std::string_view other_commune = "H10.34.01";
constexpr std::string_view province = "H10";

const Instant long_ago = parse_instant("2022-01-04T08:00").value();

const db::Query<std::string(std::string_view)> bodies_by_kind{"select body from job where kind = $1 and state = 'waiting' order by id"};

bool on_postgres() {
    const char* wanted = std::getenv("MOTCUA_STORIES_ON");
    return wanted != nullptr && std::string_view(wanted) == "postgres";
}

/// The same keys in every run, so that what one run sealed in a template the next one opens.
void put_secrets(const std::filesystem::path& folder) {
    const auto secrets = folder / "secrets";
    std::filesystem::create_directories(secrets);
    for (const auto* name : {"number_key", "csrf_key"}) {
        std::ofstream(secrets / name, std::ios::binary) << std::string(32, name[0]);
        std::filesystem::permissions(secrets / name, std::filesystem::perms::owner_read);
    }
}

app::Config config_of(const std::filesystem::path& folder, std::string database) {
    app::Config config;
    config.data = folder;
    config.database = std::move(database);
    config.public_url = "https://motcua.test";
    return config;
}

void add_person(db::Tx& tx, const unit::Tree& units, const Person& person) {
    const bool staff = person.login == person.name;
    const auto id = account::create(tx,
                                    {.login = std::string(person.login),
                                     .name = std::string(person.full_name),
                                     .staff = staff,
                                     .phone = staff ? "" : std::string(person.login)},
                                    "", long_ago);
    if (person.role == Role::citizen) return;
    const auto* unit = units.with_identifier(person.unit, local_day(long_ago));
    if (unit == nullptr) throw std::logic_error("no unit " + std::string(person.unit));
    account::give(tx, id.value(), person.role, unit->id, long_ago, std::nullopt, account::Actor::system().account);
}

/// Builds the program once on an empty database: it migrates and seeds the law; then the people come.
void fill(const std::string& address) {
    const TemporaryFolder folder;
    put_secrets(folder.path());
    const Clock clock(long_ago);
    app::App app(config_of(folder.path(), address), clock);
    const auto law = app.services().shelf.get();
    const auto added = app.database().write([&](db::Tx& tx) -> Result<bool> {
        for (const auto& person : people()) add_person(tx, law->units, person);
        return true;
    });
    if (!added) throw std::logic_error("the people could not be added");
}

const std::string& sqlite_template() {
    static const TemporaryFolder folder;
    static const std::string path = [] {
        const auto live = folder.path() + "/live.db";
        fill(live);
        const auto copy = folder.path() + "/template.db";
        db::open({.address = live})->backup(copy);
        return copy;
    }();
    return path;
}

std::string postgres_template() {
    std::string all;
    for (const auto* folder : {"db/migrations/", "data/"})
        for (const auto& file : embedded::files_under(folder)) all += crypto::sha256_hex(file.bytes);
    for (const auto& person : people()) all += std::string(person.login) + std::string(person.unit) + std::string(word_of(person.role));
    return "motcua_stories_" + crypto::sha256_hex(all).substr(0, 16);
}

} // namespace

const std::vector<Person>& people() {
    static const std::vector<Person> all{{"lan", "0912000001", "Nguyễn Thị Lan", Role::citizen, {}},
                                         {"minh", "0912000002", "Trần Văn Minh", Role::citizen, {}},
                                         {"binh", "binh", "Phạm Thanh Bình", Role::clerk, commune},
                                         {"hoa", "hoa", "Lê Thị Hoa", Role::officer, commune},
                                         {"tam", "tam", "Điểu Tâm", Role::approver, commune},
                                         {"thu", "thu", "Hoàng Thị Thu", Role::clerk, other_commune},
                                         {"dung", "0912000003", "Võ Văn Dũng", Role::helper, commune},
                                         {"tuan", "0912000004", "Bùi Anh Tuấn", Role::team_lead, commune},
                                         {"nga", "nga", "Đặng Thị Nga", Role::cashier, commune},
                                         {"khoa", "khoa", "Ngô Đăng Khoa", Role::controller, province},
                                         {"uyen", "uyen", "Đỗ Thu Uyên", Role::unit_admin, commune},
                                         {"quang", "quang", "Phan Minh Quang", Role::province_admin, province},
                                         {"ha", "ha", "Lý Thu Hà", Role::province_admin, province},
                                         {"son", "son", "Mai Văn Sơn", Role::officer, other_commune},
                                         {"an", "an", "Thị An", Role::auditor, province},
                                         {"vinh", "vinh", "Trịnh Quốc Vinh", Role::operator_, province},
                                         {"phuc", "phuc", "Huỳnh Hữu Phúc", Role::leader, province}};
    return all;
}

const Person& person(std::string_view name) {
    const auto found = std::find_if(people().begin(), people().end(), [&](const Person& person) { return person.name == name; });
    if (found == people().end()) throw std::invalid_argument("nobody is called " + std::string(name));
    return *found;
}

TestApp::TestApp(std::string_view at) : clock(parse_instant(at).value()) {
    put_secrets(folder_.path());
    std::string address = folder_.path() + "/motcua.db";
    if (on_postgres()) {
        lent_ = lend_postgres(postgres_template(), fill);
        if (!lent_) throw std::runtime_error("MOTCUA_STORIES_ON=postgres needs MOTCUA_TEST_POSTGRES");
        address = lent_->address;
    } else {
        std::filesystem::copy_file(sqlite_template(), address);
    }
    app_ = std::make_unique<app::App>(config_of(folder_.path(), address), clock);
}

TestApp::~TestApp() {
    browsers_.clear();
    programs_.clear();
    app_.reset();
    if (lent_) lent_->remove();
}

Client TestApp::client() {
    return Client(app_->gate(), app_->config().server.spool);
}

Client TestApp::visitor() {
    return client();
}

std::string TestApp::open_session(std::string_view name, bool api) {
    const account::Caller caller{"203.0.113.7", "TestApp", api ? account::SessionKind::api : account::SessionKind::web};
    const auto session = database().write([&](db::Tx& tx) -> Result<account::NewSession> {
        const auto found = account::find_login(tx, services().number_key, person(name).login);
        return account::start_session(tx, found.value().id, caller, services().limits, clock.now());
    });
    return session.value().token;
}

Client& TestApp::as(std::string_view name) {
    auto& browser = browsers_.try_emplace(std::string(name), client()).first->second;
    if (!account::signed_in(database(), browser.cookie("motcua"), services().limits, clock.now())) {
        browser = client();
        browser.set_cookie("motcua", open_session(name, false));
    }
    return browser;
}

Client& TestApp::program_of(std::string_view name) {
    auto& program = programs_.insert_or_assign(std::string(name), client()).first->second;
    program.set_bearer(open_session(name, true));
    return program;
}

Id TestApp::id_of(std::string_view name) {
    return database().read([&](db::Tx& tx) { return account::find_login(tx, services().number_key, person(name).login).value().id; });
}

account::Actor TestApp::actor(std::string_view name) {
    const auto id = id_of(name);
    return database().read([&](db::Tx& tx) { return account::actor_of(tx, id, clock.now()).value(); });
}

Id TestApp::unit(std::string_view identifier) const {
    const auto law = app_->services().shelf.get();
    const auto* found = law->units.with_identifier(identifier, local_day(clock.now()));
    if (found == nullptr) throw std::invalid_argument("no unit " + std::string(identifier));
    return found->id;
}

std::vector<std::string> TestApp::bodies_of(std::string_view kind) {
    return database().read([&](db::Tx& tx) { return tx.all(bodies_by_kind, kind); });
}

std::size_t TestApp::queued(std::string_view kind) {
    return bodies_of(kind).size();
}

int TestApp::run_jobs() {
    return app_->workers().run_due();
}

} // namespace motcua::test
