#include "pades/documents_test.hpp"
#include "pades/signing.hpp"
#include "pades/trial.hpp"
#include "pades/verification.hpp"
#include "support/databases.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace motcua::pades {

namespace {

const Instant signing_time = *parse_instant("2022-07-11T15:00:30+07:00");
constexpr const char* driver = "/usr/lib/softhsm/libsofthsm2.so";

/// A token of software (SoftHSM) in a folder of this test, with a key and its certificate under the name `motcua`.
struct Token {
    test::TemporaryFolder folder;
    std::string file;

    Token() : file(folder.path() + "/key.p12") {
        const auto at = folder.path();
        std::filesystem::create_directory(at + "/tokens");
        std::ofstream(at + "/softhsm2.conf") << "directories.tokendir = " << at << "/tokens\nlog.level = ERROR\n";
        setenv("SOFTHSM2_CONF", (at + "/softhsm2.conf").c_str(), 1);
        make_trial_key(file, "pw",
                       {"Khoá trong thiết bị", "UBND tỉnh demo", "Cơ quan chứng thực thử", signing_time - day_ms, signing_time + day_ms});
        output_of("softhsm2-util --init-token --free --label province --pin 1234 --so-pin 5678");
        output_of(fmt::format("openssl pkcs12 -in '{0}' -passin pass:pw -nodes -nocerts -out '{0}.key'", file));
        output_of(
            fmt::format("openssl pkcs12 -in '{0}' -passin pass:pw -clcerts -nokeys | openssl x509 -outform der -out '{0}.der'", file));
        output_of(fmt::format("softhsm2-util --import '{}.key' --token province --label motcua --id 01 --pin 1234", file));
        output_of(fmt::format("pkcs11-tool --module {} --login --pin 1234 --token-label province --write-object '{}.der' --type cert "
                              "--label motcua --id 01",
                              driver, file));
        std::ofstream(at + "/pin") << "1234\n";
    }
    KeySource source(const std::string& name = "motcua") const {
        return {"*", fmt::format("pkcs11:token=province;object={}?module-path={}", name, driver), folder.path() + "/pin"};
    }
};

std::string reason_of(const KeySource& source) {
    try {
        (void)Key::open(source);
        return "fine";
    } catch (const std::exception& trouble) {
        return trouble.what();
    }
}

} // namespace

TEST_CASE("a key that never leaves its token signs as one of a file does, and says what is wrong with a name or a PIN") {
    const Token token;
    std::ofstream(token.folder.path() + "/pin") << "9999\n";
    const auto refused = reason_of(token.source());
    CHECK(refused.find("signing key of *") != std::string::npos);
    CHECK(refused.find("9999") == std::string::npos);
    std::ofstream(token.folder.path() + "/pin") << "1234\n";
    const auto key = Key::open(token.source());
    CHECK(key.certificate().name == "Khoá trong thiết bị");
    for (const auto& pdf : {plain_pdf(), packed_pdf()}) {
        const auto done = signed_pdf(pdf, key, {signing_time, "Kết quả", ""});
        REQUIRE(done);
        const auto found = check_signatures(*done);
        REQUIRE(found.size() == 1);
        CHECK(found[0].intact);
        CHECK(found[0].whole);
        CHECK(found[0].certificate->fingerprint == key.certificate().fingerprint);
        check_elsewhere(*done, 1);
        CHECK(*done == signed_pdf(pdf, key, {signing_time, "Kết quả", ""}));
    }
    CHECK(reason_of(token.source("other")).find("the token gives no such certificate") != std::string::npos);
}

} // namespace motcua::pades
