#include "message/delivery.hpp"

#include "base/crypto.hpp"
#include "base/locale.hpp"
#include "base/text.hpp"
#include "message/letter.hpp"
#include "message/loopback_test.hpp"
#include "message/message.hpp"
#include "support/databases.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace motcua;
using jobs::Outcome;
using test::Gateway;
using test::MailServer;

namespace {

const Instant now = *parse_instant("2022-07-11T09:30:05");
constexpr std::string_view subject = "Hồ sơ H10.35.12-220711-0001 đã được tiếp nhận, mời ông/bà xem ngày hẹn";
constexpr std::string_view text = "Hồ sơ đã được tiếp nhận.\n.một dòng bắt đầu bằng dấu chấm\nHẹn trả: 17:00 ngày 12/07/2022.";

message::MailSettings mail_to(const std::string& server) {
    return {.server = server,
            .starttls = false,
            .from = "motcua@binhphuoc.example",
            .from_name = "Một cửa Bình Phước",
            .public_url = "https://motcua.example"};
}

jobs::Job mail_job(std::string to = "lan@example.vn") {
    const boost::json::object body{{"to", to}, {"subject", subject}, {"text", text}, {"link", "/dossiers/1"}, {"locale", "vi"}};
    return {new_id(now), "message.mail", boost::json::serialize(body)};
}

jobs::Job sms_job(std::string to = "0912345678") {
    const boost::json::object body{{"to", to}, {"text", "Hồ sơ \"1\" đã được tiếp nhận {to}"}};
    return {new_id(now), "message.sms", boost::json::serialize(body)};
}

Outcome send(const message::MailSettings& mail, const jobs::Job& job) {
    return message::job_handlers(mail, {}).at("message.mail")(job);
}
Outcome send(const message::SmsSettings& sms, const jobs::Job& job) {
    return message::job_handlers({}, sms).at("message.sms")(job);
}

std::string base64_decoded(std::string text) {
    std::erase_if(text, [](char letter) { return letter == '=' || letter == '\r' || letter == '\n'; });
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    return crypto::from_base64url(text).value();
}

std::string body_of(const std::string& mail) {
    return base64_decoded(mail.substr(mail.find("\r\n\r\n") + 4));
}

/// The value of one header, unfolded and with its encoded words decoded.
std::string header_of(const std::string& mail, const std::string& name) {
    const auto from = mail.find("\r\n" + name + ": ") + name.size() + 4;
    auto to = mail.find("\r\n", from);
    while (mail[to + 2] == ' ') to = mail.find("\r\n", to + 2);
    auto value = mail.substr(from, to - from);
    std::string decoded;
    for (std::size_t at = 0; at < value.size();) {
        if (value.compare(at, 10, "=?UTF-8?B?") == 0) {
            const auto end = value.find("?=", at + 10);
            decoded += base64_decoded(value.substr(at + 10, end - at - 10));
            at = end + 2;
            if (value.compare(at, 5, "\r\n =?") == 0) at += 3;
        } else {
            decoded += value[at++];
        }
    }
    std::erase_if(decoded, [](char letter) { return letter == '\r' || letter == '\n'; });
    return decoded;
}

std::string read_file(const std::string& path) {
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
}

} // namespace

TEST_CASE("a mail goes out by SMTP with its Vietnamese words whole, and a repeat is recognised") {
    MailServer server;
    const auto job = mail_job();
    CHECK(send(mail_to(server.url()), job).kind == Outcome::Kind::done);
    REQUIRE(server.commands.size() == 5);
    CHECK(server.commands[0].starts_with("EHLO "));
    CHECK(server.commands[1].starts_with("MAIL FROM:<motcua@binhphuoc.example>"));
    CHECK(server.commands[2].starts_with("RCPT TO:<lan@example.vn>"));
    CHECK(server.commands[3] == "DATA");
    CHECK(server.commands[4] == "QUIT");
    REQUIRE(server.mails.size() == 1);
    const auto mail = "\r\n" + server.mails[0];
    CHECK(header_of(mail, "Subject") == subject);
    CHECK(header_of(mail, "From") == "Một cửa Bình Phước <motcua@binhphuoc.example>");
    CHECK(header_of(mail, "To") == "<lan@example.vn>");
    CHECK(header_of(mail, "Date") == "Mon, 11 Jul 2022 09:30:05 +0700");
    CHECK(header_of(mail, "Message-ID") == "<job-" + std::to_string(job.id) + "@binhphuoc.example>");
    CHECK(header_of(mail, "Content-Type") == "text/plain; charset=utf-8");
    CHECK(body_of(mail) == "Hồ sơ đã được tiếp nhận.\r\n.một dòng bắt đầu bằng dấu chấm\r\nHẹn trả: 17:00 ngày 12/07/2022.\r\n\r\n"
                           "Xem tại: https://motcua.example/dossiers/1\r\n\r\n-- \r\n" +
                               std::string(sentence(Locale::vi, "message.mail.footer")) + "\r\n");
    CHECK(send(mail_to(server.url()), job).kind == Outcome::Kind::done);
    REQUIRE(server.mails.size() == 2);
    CHECK(server.mails[0] == server.mails[1]);
}

TEST_CASE("every line of a mail is ASCII, short and ended by CRLF") {
    message::Letter letter{
        "job-1",          now, "a@b.vn", std::string(90, 'N') + " Ủy ban nhân dân tỉnh Bình Phước, Trung tâm Phục vụ hành chính công",
        "lan@example.vn", "",  ""};
    for (int count = 0; count < 40; ++count) {
        letter.subject += "ễ ợữ";
        letter.text += "Đường dài hun hút, ông/bà ơi. ";
        std::istringstream lines("\n" + message::write_down(letter));
        for (std::string line; std::getline(lines, line);) {
            if (line.empty()) continue;
            CHECK(line.back() == '\r');
            CHECK(line.size() <= 79);
            CHECK(std::ranges::none_of(line, [](char one) { return static_cast<unsigned char>(one) > 126; }));
        }
        CHECK(header_of("\r\n" + message::write_down(letter), "Subject") == letter.subject);
    }
}

TEST_CASE("no text writes a header of its own") {
    message::Letter letter{"job-1", now, "a@b.vn", "Motcua\r\nBcc: x@y.vn", "lan@example.vn", "Chào\r\nBcc: evil@example.vn", "Text"};
    CHECK(message::write_down(letter).find("\nBcc:") == std::string::npos);
    letter.subject = "Plain\nBcc: evil@example.vn";
    CHECK(message::write_down(letter).find("\nBcc:") == std::string::npos);
    CHECK(message::header_text("=?UTF-8?Q?trick?=").starts_with("=?UTF-8?B?"));
}

TEST_CASE("an address that could end a command is no address") {
    for (const auto* good : {"lan@example.vn", "a.b+c@d-e.vn", "o'hara@example.vn"}) CHECK(message::is_mail_address(good));
    for (const auto* bad : {"", "@", "a@", "@b", "a@b@c", "a b@c", "a@b>", "<a@b", "a@b\r\nRCPT TO:<c@d>", "lận@example.vn", "a@b,c@d"}) {
        CAPTURE(bad);
        CHECK_FALSE(message::is_mail_address(bad));
        CHECK(send(mail_to("smtp://127.0.0.1:1"), mail_job(bad)).kind == Outcome::Kind::dead);
    }
}

TEST_CASE("what a mail server says decides whether we try again") {
    struct Case {
        const char* command;
        const char* answer;
        Outcome::Kind kind;
    };
    using enum Outcome::Kind;
    for (const auto& [command, answer, kind] :
         {Case{"CONNECT", "421 come back", later}, Case{"CONNECT", "", later}, Case{"MAIL", "451 busy", later},
          Case{"MAIL", "550 not you", dead}, Case{"RCPT", "450 mailbox busy", later}, Case{"RCPT", "550 no such person", dead},
          Case{"RCPT", "", later}, Case{"DATA", "452 full", later}, Case{"DATA", "554 no", dead}, Case{"DATA-END", "451 later", later},
          Case{"DATA-END", "552 too big", dead}, Case{"DATA-END", "", later}}) {
        CAPTURE(command);
        CAPTURE(answer);
        MailServer server(MailServer::Answers{{command, answer}});
        const auto outcome = send(mail_to(server.url()), mail_job());
        CAPTURE(outcome.reason);
        CHECK(outcome.kind == kind);
        CHECK_FALSE(outcome.reason.empty());
        CHECK(outcome.reason.find("lan@") == std::string::npos);
    }
}

TEST_CASE("a mail waits when nobody answers") {
    const auto outcome = send(mail_to("smtp://127.0.0.1:" + std::to_string(test::closed_port())), mail_job());
    CHECK(outcome.kind == Outcome::Kind::later);
    MailServer silent(MailServer::Answers{{"EHLO", ""}});
    CHECK(send(mail_to(silent.url()), mail_job()).kind == Outcome::Kind::later);
}

TEST_CASE("without STARTTLS no letter and no password leaves a house that wants it") {
    const test::TemporaryFolder folder;
    std::ofstream(folder.path() + "/password") << "bí mật\n";
    MailServer plain({}, {"AUTH PLAIN"});
    auto settings = mail_to(plain.url());
    settings.starttls = true;
    settings.user = "motcua";
    settings.password_file = folder.path() + "/password";
    CHECK(send(settings, mail_job()).kind == Outcome::Kind::later);
    for (const auto& line : plain.commands) CHECK((line.starts_with("EHLO") || line == "STARTTLS" || line == "QUIT"));

    MailServer broken({{"STARTTLS", "454 not now"}}, {"STARTTLS", "AUTH PLAIN"});
    settings.server = broken.url();
    CHECK(send(settings, mail_job()).kind == Outcome::Kind::later);
    CHECK(std::ranges::find(broken.commands, "STARTTLS") != broken.commands.end());
    CHECK(broken.mails.empty());
}

TEST_CASE("the password is read from its file, and a refused one does not kill the mail") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() + "/password";
    std::ofstream(file) << "s3cret\n";
    const std::string credentials = "AG1vdGN1YQBzM2NyZXQ="; // \0motcua\0s3cret
    MailServer server({{"AUTH", "334 "}, {credentials, "235 welcome"}}, {"AUTH PLAIN"});
    auto settings = mail_to(server.url());
    settings.user = "motcua";
    settings.password_file = file;
    CHECK(send(settings, mail_job()).kind == Outcome::Kind::done);
    CHECK(std::ranges::find(server.commands, credentials) != server.commands.end());
    CHECK(server.mails.size() == 1);

    MailServer wary({{"AUTH", "334 "}, {credentials, "535 wrong"}}, {"AUTH PLAIN"});
    settings.server = wary.url();
    CHECK(send(settings, mail_job()).kind == Outcome::Kind::later);
    settings.password_file = folder.path() + "/none";
    CHECK_THROWS((void)send(settings, mail_job()));
}

TEST_CASE("a house without mail server and gateway counts messages as done and says so") {
    CHECK(send(message::MailSettings{}, mail_job()).kind == Outcome::Kind::done);
    CHECK(send(message::SmsSettings{}, sms_job()).kind == Outcome::Kind::done);
    CHECK(message::way_of(message::MailSettings{}) == message::Way::none);
    CHECK(message::way_of(message::MailSettings{.folder = "x"}) == message::Way::folder);
    CHECK(message::way_of(message::MailSettings{.server = "smtp://x", .folder = "x"}) == message::Way::server);
    CHECK(message::way_of(message::SmsSettings{.url = "http://x"}) == message::Way::server);
    for (const auto word : Words<message::Way>::words)
        for (const auto* prefix : {"message.mail_way.", "message.sms_way."}) CHECK(has_sentence(Locale::en, prefix + std::string(word)));
}

TEST_CASE("with a folder, mails and SMS are files, one for each job") {
    const test::TemporaryFolder folder;
    const auto outbox = folder.path() + "/outbox";
    auto mail = mail_to("");
    mail.folder = outbox;
    const auto job = mail_job();
    CHECK(send(mail, job).kind == Outcome::Kind::done);
    CHECK(send(mail, job).kind == Outcome::Kind::done);
    CHECK(header_of("\r\n" + read_file(outbox + "/" + std::to_string(job.id) + ".eml"), "Subject") == subject);
    const auto sms = sms_job();
    CHECK(send(message::SmsSettings{.folder = outbox}, sms).kind == Outcome::Kind::done);
    CHECK(read_file(outbox + "/" + std::to_string(sms.id) + ".sms.txt") == "0912345678\nHo so \"1\" da duoc tiep nhan -to-\n");
    CHECK(std::distance(std::filesystem::directory_iterator(outbox), {}) == 2);
    mail.folder = folder.path() + "/outbox/" + std::to_string(job.id) + ".eml"; // a file where the folder should be
    CHECK_THROWS((void)send(mail, job));
}

TEST_CASE("an SMS goes to the gateway as JSON, with the token and the job's number as its key") {
    const test::TemporaryFolder folder;
    std::ofstream(folder.path() + "/token") << "t0ken\n";
    Gateway gateway(202);
    const auto job = sms_job();
    CHECK(send(message::SmsSettings{.url = gateway.url(), .token_file = folder.path() + "/token"}, job).kind == Outcome::Kind::done);
    REQUIRE(gateway.requests.size() == 1);
    const auto& request = gateway.requests[0];
    CHECK(request.starts_with("POST /send HTTP/1.1\n"));
    CHECK(request.find("Content-Type: application/json\n") != std::string::npos);
    CHECK(request.find("Authorization: Bearer t0ken\n") != std::string::npos);
    CHECK(request.find("Idempotency-Key: " + std::to_string(job.id) + "\n") != std::string::npos);
    CHECK(boost::json::parse(request.substr(request.find("\n\n") + 2)) ==
          boost::json::object{{"to", "0912345678"}, {"text", "Ho so \"1\" da duoc tiep nhan -to-"}});
}

TEST_CASE("a gateway that wants a form is sent one") {
    Gateway gateway(200);
    const message::SmsSettings settings{
        .url = gateway.url(), .media_type = "application/x-www-form-urlencoded", .body = "phone={to}&message={text}&ref={id}"};
    const auto job = sms_job("+84912345678");
    CHECK(send(settings, job).kind == Outcome::Kind::done);
    CHECK(gateway.requests.at(0).ends_with("\n\nphone=%2B84912345678&message=Ho%20so%20%221%22%20da%20duoc%20tiep%20nhan%20-to-&ref=" +
                                           std::to_string(job.id)));
}

TEST_CASE("what the gateway answers decides whether we try again") {
    using enum Outcome::Kind;
    for (const auto& [status, kind] : {std::pair{200, done},
                                       {201, done},
                                       {204, done},
                                       {302, later},
                                       {400, dead},
                                       {401, later},
                                       {403, later},
                                       {404, later},
                                       {408, later},
                                       {410, dead},
                                       {413, dead},
                                       {422, dead},
                                       {429, later},
                                       {500, later},
                                       {503, later}}) {
        CAPTURE(status);
        Gateway gateway(status);
        CHECK(send(message::SmsSettings{.url = gateway.url()}, sms_job()).kind == kind);
    }
    CHECK(send(message::SmsSettings{.url = "http://127.0.0.1:" + std::to_string(test::closed_port())}, sms_job()).kind == later);
    CHECK(send(message::SmsSettings{.url = "file:///etc/passwd"}, sms_job()).kind == later);
    for (const auto* number : {"", "12", "09123x5678", "+84 912", "0912345678\r\n1", "1234567890123456"})
        CHECK(send(message::SmsSettings{.url = "http://127.0.0.1:1"}, sms_job(number)).kind == dead);
}

TEST_CASE("from the action to the mail server: told in a transaction, sent by a worker, kept through a failure") {
    test::each_database([](db::Database& database) {
        Clock clock(now);
        const auto write = [&](bool commit) {
            (void)database.write([&](db::Tx& tx) -> Result<void> {
                message::tell(tx, {7, "0912345678", "lan@example.vn", Locale::vi}, "dossier_accepted",
                              {"H10.35.12-220711-0001", "Đăng ký khai sinh", "17:00 ngày 12/07/2022"}, "/dossiers/1", now, "accepted/1");
                if (!commit) return refuse(Kind::conflict, "changed");
                return {};
            });
        };
        MailServer down(MailServer::Answers{{"CONNECT", "421 not now"}});
        MailServer up;
        Gateway gateway(200);
        const auto worker = [&](const MailServer& server) {
            return jobs::Workers(database, clock, message::job_handlers(mail_to(server.url()), {.url = gateway.url()})).run_due();
        };
        write(false);
        CHECK(worker(up) == 0);
        write(true);
        write(true);
        CHECK(worker(down) == 2);
        CHECK(gateway.requests.size() == 1);
        clock.advance(3'600'000);
        CHECK(worker(up) == 1);
        REQUIRE(up.mails.size() == 1);
        CHECK(header_of("\r\n" + up.mails[0], "Subject") == "Hồ sơ H10.35.12-220711-0001 đã được tiếp nhận");
        CHECK(body_of(up.mails[0]).find("Đăng ký khai sinh") != std::string::npos);
        CHECK(gateway.requests[0].find("Ho so H10.35.12-220711-0001 da duoc tiep nhan. Hen tra ket qua: 17:00 ngay 12/07/2022.") !=
              std::string::npos);
        clock.advance(3'600'000);
        CHECK(worker(up) == 0);
    });
}
