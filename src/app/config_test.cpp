#include "app/arguments.hpp"
#include "app/config.hpp"
#include "app/secrets.hpp"
#include "base/crypto.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>

#include <fstream>

using namespace motcua;
using app::Arguments;
using app::Config;

namespace {

std::string refusal_of(std::string_view text) {
    Config config;
    const auto read = app::read_text(config, text, "motcua.conf");
    return read ? "" : read.error();
}

struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("motcua-test-" + crypto::random_letters(10));
    ~Folder() { std::filesystem::remove_all(path); }
};

constexpr app::Option options[] = {{"name", "NAME", "", ""}, {"staff", {}, "", ""}};

std::expected<Arguments, std::string> parsed(std::vector<std::string_view> words) {
    return Arguments::parse(options, words, 2);
}

} // namespace

TEST_CASE("a configuration file sets what it names and leaves the rest") {
    Config config;
    REQUIRE(app::read_text(config,
                           "# a comment\n\nlisten = 0.0.0.0:8443 # at the end\ntrusted-proxy = 10.0.0.1, 10.1.0.0/16\n"
                           "staff-idle-minutes=10\npublic-url = https://motcua.example/\n",
                           "motcua.conf"));
    CHECK(config.server.listen == "0.0.0.0:8443");
    CHECK(config.server.trusted_proxies == std::vector<std::string>{"10.0.0.1", "10.1.0.0/16"});
    CHECK(config.limits.staff_idle_ms == 10 * 60'000);
    CHECK(config.limits.citizen_idle_ms == Config().limits.citizen_idle_ms);
    CHECK(config.public_url == "https://motcua.example");
    CHECK(config.database_address() == "./var/motcua.db");
}

TEST_CASE("a wrong line is refused with its file, number and reason, and nothing of the file is used") {
    CHECK(refusal_of("listen = 127.0.0.1:1\nlisen = 1\n") == "motcua.conf:2: there is no setting lisen");
    CHECK(refusal_of("workers = many") == "motcua.conf:1: workers = many: want a whole number from 1 to 1024");
    CHECK(refusal_of("workers = 0") == "motcua.conf:1: workers = 0: want a whole number from 1 to 1024");
    CHECK(refusal_of("\n\njust words") == "motcua.conf:3: want name = value");
    CHECK(refusal_of("public-url = ftp://x").find("want https://… or http://…") != std::string::npos);
    CHECK(refusal_of("listen = nowhere").find("want ADDRESS:PORT") != std::string::npos);
    CHECK(refusal_of("smtp-starttls = perhaps").find("want yes or no") != std::string::npos);
    Config config;
    CHECK_FALSE(app::read_text(config, "workers = 3\nworkers = x", "motcua.conf"));
    CHECK(config.server.workers == Config().server.workers);
}

TEST_CASE("every setting refuses an empty value") {
    for (const auto& setting : app::settings()) {
        CAPTURE(setting.name);
        Config config;
        CHECK_FALSE(app::put(config, setting.name, ""));
        CHECK_FALSE(setting.vi.empty());
        CHECK_FALSE(setting.en.empty());
    }
}

TEST_CASE("half a certificate and a mail server without a sender are refused") {
    Config config;
    CHECK(app::check(config));
    config.server.certificate_file = "cert.pem";
    CHECK_FALSE(app::check(config));
    config.server.key_file = "key.pem";
    CHECK(app::check(config));
    config.mail.server = "smtp://localhost:25";
    CHECK_FALSE(app::check(config));
}

TEST_CASE("arguments are options with values, switches and words") {
    const auto arguments = parsed({"create", "--name", "Bình", "--staff", "binh"});
    REQUIRE(arguments);
    CHECK(arguments->words() == std::vector<std::string_view>{"create", "binh"});
    CHECK(arguments->value("name") == "Bình");
    CHECK(arguments->has("staff"));
    CHECK(parsed({"--name=A=B"})->value("name") == "A=B");
    CHECK(parsed({"--help"})->has("help"));
}

TEST_CASE("a wrong argument is refused with a hint") {
    CHECK(parsed({"--nmae", "x"}).error() == "there is no option --nmae; did you mean --name?");
    CHECK(parsed({"--zzzzzzzzz"}).error() == "there is no option --zzzzzzzzz");
    CHECK(parsed({"--name"}).error() == "--name wants NAME");
    CHECK(parsed({"--staff=yes"}).error() == "--staff takes no value");
    CHECK(parsed({"--staff", "--staff"}).error() == "--staff stands twice");
    CHECK(parsed({"a", "b", "c"}).error() == "c: one word too many");
}

TEST_CASE("a secret is made once, for the owner's eyes only") {
    crypto::start();
    const Folder folder;
    const auto first = app::secret(folder.path / "secrets", "number_key");
    CHECK(first.size() == 32);
    CHECK(app::secret(folder.path / "secrets", "number_key") == first);
    CHECK(app::secret(folder.path / "secrets", "csrf_key") != first);
    struct stat status {};
    REQUIRE(stat((folder.path / "secrets/number_key").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0400);
    REQUIRE(stat((folder.path / "secrets").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0700);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path / "secrets"), {}) == 2);
}

TEST_CASE("a secret that others may read, or of another size, is refused") {
    crypto::start();
    const Folder folder;
    const auto file = folder.path / "key";
    app::secret(folder.path, "key");
    chmod(file.c_str(), 0440);
    CHECK_THROWS_AS(app::secret(folder.path, "key"), std::runtime_error);
    std::filesystem::remove(file);
    std::ofstream(file) << "short";
    chmod(file.c_str(), 0400);
    CHECK_THROWS_AS(app::secret(folder.path, "key"), std::runtime_error);
}
