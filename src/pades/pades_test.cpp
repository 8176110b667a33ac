#include "base/crypto.hpp"
#include "pades/documents_test.hpp"
#include "pades/signing.hpp"
#include "pades/trial.hpp"
#include "pades/verification.hpp"
#include "support/databases.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <random>

namespace motcua::pades {

namespace {

const Instant signing_time = *parse_instant("2022-07-11T15:00:30+07:00");

/// Keys of this test, made once: those of the province, and a stranger's with the same names.
struct Keys {
    test::TemporaryFolder folder;

    KeySource make(const std::string& file, bool elliptic = false) {
        const auto path = folder.path() + "/" + file;
        const TrialKey trial{"Khoá thử của tỉnh demo", "Ủy ban nhân dân tỉnh demo",     "Cơ quan chứng thực thử",
                             signing_time - day_ms,    signing_time + 3 * 365 * day_ms, elliptic};
        std::ofstream(path + ".pem") << make_trial_key(path, "bí mật", trial);
        std::ofstream(path + ".password") << "bí mật\n";
        return {"*", path, path + ".password"};
    }
    KeySource province = make("province.p12");
    KeySource stranger = make("stranger.p12");
    KeySource elliptic = make("elliptic.p12", true);
};
Keys& keys() {
    static Keys made;
    return made;
}

std::string signed_by(const KeySource& source, const std::string& pdf) {
    const auto done = signed_pdf(pdf, Key::open(source), {signing_time, "Kết quả giải quyết thủ tục hành chính", "Phước Tân"});
    REQUIRE(done);
    return *done;
}

/// All signatures of the bytes hold, and the last of them covers everything.
bool holds(std::string_view pdf) {
    const auto all = check_signatures(pdf);
    return !all.empty() && all.back().whole && std::ranges::all_of(all, [](const Checked& one) { return one.intact && one.strong; });
}

} // namespace

TEST_CASE("a signed document holds, says who signed and when, and keeps every byte that was there before") {
    for (const auto& pdf : {plain_pdf(), packed_pdf()}) {
        for (const auto& source : {keys().province, keys().elliptic}) {
            const auto done = signed_by(source, pdf);
            CHECK(done.starts_with(pdf));
            const auto found = check_signatures(done);
            REQUIRE(found.size() == 1);
            CHECK(found[0].whole);
            CHECK(found[0].intact);
            CHECK(found[0].strong);
            CHECK(found[0].claimed_at == signing_time);
            CHECK(found[0].covered_sha256 == crypto::sha256_hex(done));
            REQUIRE(found[0].certificate);
            CHECK(found[0].certificate->name == "Khoá thử của tỉnh demo");
            CHECK(found[0].certificate->organisation == "Ủy ban nhân dân tỉnh demo");
            CHECK(found[0].certificate->issuer == "Cơ quan chứng thực thử");
            CHECK(found[0].certificate->fingerprint == Key::open(source).certificate().fingerprint);
            CHECK(found[0].others.size() == 2);
            check_elsewhere(done, 1);
        }
    }
}

TEST_CASE("signing the same with the same RSA key gives the same bytes, so that a lost answer is no second signature") {
    CHECK(signed_by(keys().province, plain_pdf()) == signed_by(keys().province, plain_pdf()));
}

TEST_CASE("a second signature leaves the first one whole in its version") {
    for (const auto& pdf : {plain_pdf(), packed_pdf()}) {
        const auto first = signed_by(keys().province, pdf);
        const auto both = signed_by(keys().elliptic, first);
        const auto found = check_signatures(both);
        REQUIRE(found.size() == 2);
        CHECK_FALSE(found[0].whole);
        CHECK(found[0].intact);
        CHECK(found[0].covered_sha256 == crypto::sha256_hex(std::string_view(both).substr(0, first.size())));
        CHECK(found[1].whole);
        CHECK(found[1].intact);
        check_elsewhere(both, 2);
    }
}

TEST_CASE("no byte of a signed document can change unnoticed, nor any of the signer's certificate, of what was signed with it, of the "
          "signature") {
    const auto done = signed_by(keys().province, plain_pdf());
    REQUIRE(holds(done));
    const auto span = find_signatures(done).at(0);
    const auto hex_place = [&](std::size_t byte) { return span.first_length + 1 + 2 * byte; };
    const auto certificate = span.message.find(check_signatures(done).at(0).certificate->der);
    const auto attributes = span.message.rfind("\xa0\x81"); // the signed ones: nothing but the algorithm and the signature follows
    REQUIRE(attributes != std::string::npos);
    const auto certificate_end = certificate + check_signatures(done).at(0).certificate->der.size();
    const auto attributes_end = attributes + 3 + static_cast<unsigned char>(span.message[attributes + 2]);
    const auto signature = span.message.size() - 256;
    const auto filling = hex_place(span.message.size());
    // What else is in the message is its wrapping: other certificates, names of algorithms. It is no part of the document.
    const auto is_wrapping = [&](std::size_t at) {
        const bool in_message = at >= hex_place(0) && at < filling;
        const bool counts = (at >= hex_place(certificate) && at < hex_place(certificate_end)) ||
                            (at >= hex_place(attributes) && at < hex_place(attributes_end)) || at >= hex_place(signature);
        return in_message && !counts;
    };
    int tried = 0;
    for (std::size_t at = 0; at < done.size(); ++at) {
        const bool long_run_of_zeros = at > filling + 8 && at + 8 < span.second_begin;
        if (is_wrapping(at) || long_run_of_zeros) continue;
        auto changed = done;
        changed[at] = done[at] == '0' ? '1' : '0';
        ++tried;
        INFO("byte ", at);
        CHECK_FALSE(holds(changed));
    }
    CHECK(tried > 2000);
}

TEST_CASE("bytes behind the last signature are seen, whatever they are") {
    const auto done = signed_by(keys().province, plain_pdf());
    for (const std::string more : {"\n", "%", " /ByteRange [0 1 2 3]", "1 0 obj\n<< /Type /Catalog >>\nendobj\n"}) {
        CHECK_FALSE(holds(done + more));
        const auto found = check_signatures(done + more);
        REQUIRE_FALSE(found.empty());
        CHECK(found[0].intact);
        CHECK_FALSE(found[0].whole);
    }
}

TEST_CASE("a stranger's signature holds, but under another certificate") {
    const auto found = check_signatures(signed_by(keys().stranger, plain_pdf()));
    REQUIRE(found.size() == 1);
    CHECK(found[0].intact);
    CHECK(found[0].certificate->name == "Khoá thử của tỉnh demo");
    CHECK(found[0].certificate->fingerprint != Key::open(keys().province).certificate().fingerprint);

    const auto own = Authorities::of_file(keys().province.address + ".pem");
    CHECK_FALSE(own.vouch_for(found[0].certificate->der, found[0].others, signing_time));
    const auto genuine = check_signatures(signed_by(keys().province, plain_pdf()));
    CHECK(own.vouch_for(genuine[0].certificate->der, genuine[0].others, signing_time));
    CHECK_FALSE(own.vouch_for(genuine[0].certificate->der, genuine[0].others, signing_time - 2 * day_ms));
    CHECK_FALSE(Authorities().vouch_for(genuine[0].certificate->der, genuine[0].others, signing_time));
}

TEST_CASE("what cannot be signed is refused with the reason") {
    const auto code_of = [](const std::string& pdf) {
        const auto answer = signable(pdf);
        return answer ? std::string("fine") : answer.error().code;
    };
    CHECK(code_of(plain_pdf()) == "fine");
    CHECK(code_of("") == "pades.not_pdf");
    CHECK(code_of("%PDF-1.4\n") == "pades.not_pdf");
    CHECK(code_of(plain_pdf().substr(0, 200)) == "pades.not_pdf");
    CHECK(code_of("x" + plain_pdf()) == "pades.not_pdf");
    CHECK(code_of(plain_pdf("/Perms << /DocMDP 3 0 R >>")) == "pades.locked");
    CHECK(code_of(plain_pdf("/AcroForm << /Fields [] /XFA () >>")) == "pades.dynamic_form");
    for (const auto* password : {"", "x"})
        CHECK(code_of(rewritten([&](QPDFWriter& writer) {
                  writer.setR6EncryptionParameters(password, "owner", true, true, true, true, true, true, qpdf_r3p_full, true);
              })) == "pades.encrypted");
}

TEST_CASE("damaged documents are neither signed nor a danger") {
    const auto pdf = packed_pdf();
    std::mt19937 dice(20220711);
    for (int round = 0; round < 2000; ++round) {
        auto damaged = pdf.substr(0, dice() % 8 == 0 ? dice() % pdf.size() : pdf.size());
        for (unsigned hits = 1 + dice() % 4; hits > 0 && !damaged.empty(); --hits)
            damaged[dice() % damaged.size()] = static_cast<char>(dice());
        const auto answer = signable(damaged);
        if (!answer) CHECK(answer.error().code.starts_with("pades."));
    }
}

TEST_CASE("a key says why it cannot be used, and never its password") {
    const auto reason_of = [](const KeySource& source) -> std::string {
        try {
            (void)Key::open(source);
            return "fine";
        } catch (const std::exception& trouble) {
            return trouble.what();
        }
    };
    auto wrong = keys().province;
    wrong.password_file = keys().folder.path() + "/wrong";
    std::ofstream(wrong.password_file) << "sai mật khẩu";
    CHECK(reason_of(wrong).find("cannot be opened with its password") != std::string::npos);
    CHECK(reason_of(wrong).find("sai") == std::string::npos);
    CHECK(reason_of({"*", "/nowhere.p12", wrong.password_file}).find("/nowhere.p12 cannot be read") != std::string::npos);
    CHECK(reason_of({"*", "pkcs11:token=x", wrong.password_file}).find("needs ?module-path=") != std::string::npos);
}

TEST_CASE("the nearest unit's key is taken, and the province's only when none is nearer") {
    const KeyRing ring({{"*", "province", ""}, {"H10.41", "district", ""}, {"@tam", "tam's", ""}});
    CHECK(ring.of_unit({"H10.41.05", "H10.41", "H10"})->address == "district");
    CHECK(ring.of_unit({"H10.42.01", "H10.42", "H10"})->address == "province");
    CHECK(ring.of_person("tam")->address == "tam's");
    CHECK(ring.of_person("*") == nullptr);
    CHECK(KeyRing().of_unit({"H10"}) == nullptr);
    CHECK(parse_key_source("H10  /etc/key.p12   /etc/key.password")->password_file == "/etc/key.password");
    CHECK_FALSE(parse_key_source("H10 /etc/key.p12"));
}

} // namespace motcua::pades
