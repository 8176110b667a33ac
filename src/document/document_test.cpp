#include "document/document.hpp"

#include "base/crypto.hpp"
#include "document/actions.hpp"
#include "document/kinds.hpp"
#include "document/papers.hpp"
#include "document/routes.hpp"
#include "support/databases.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace motcua;
using namespace std::string_literals;
namespace fs = std::filesystem;

namespace {

const Instant now = *parse_instant("2022-07-11T09:30");
const account::Actor lan{.account = 7, .name = "Lan", .citizen = true};

const std::string pdf = "%PDF-1.5\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n";
const std::string png = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x02\0\0\0\x03\x08\x02\0\0\0....\0\0\0\0IEND\xae\x42\x60\x82"s;
const std::string jpeg =
    "\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08\0\x05\0\x07\x03\x01\x22\0\x02\x11\x01\x03\x11\x01\xff\xd9"s;

std::string read_file(const fs::path& path) {
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
}

/// A spool and a papers folder of a test's own.
struct House {
    test::TemporaryFolder folder;
    fs::path papers = fs::path(folder.path()) / "papers";
    int uploads = 0;

    http::Upload upload(std::string name, std::string_view bytes) {
        const auto path = fs::path(folder.path()) / ("upload" + std::to_string(++uploads));
        std::ofstream(path, std::ios::binary) << bytes;
        return {"file", std::move(name), "application/x-said-so", path, bytes.size(), crypto::sha256_hex(bytes)};
    }
    fs::path file_of(const document::Document& document) const { return papers / document.place; }
    int files() const {
        int count = 0;
        if (fs::exists(papers))
            for (const auto& entry : fs::recursive_directory_iterator(papers)) count += entry.is_regular_file() ? 1 : 0;
        return count;
    }
    void age(const fs::path& file, int hours) const {
        fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(hours));
    }
};

std::int64_t rows(db::Database& database) {
    static const db::Query<std::int64_t()> count{"select count(*) from document"};
    return database.read([](db::Tx& tx) { return *tx.one(count); });
}

std::string refusal_of(House& house, std::string name, std::string_view bytes) {
    const auto found = document::media_type_of(house.upload(std::move(name), bytes));
    return found ? *found : found.error().code;
}

} // namespace

TEST_CASE("what an upload is stands in its bytes, and its name must agree") {
    House house;
    CHECK(refusal_of(house, "đơn.pdf", pdf) == "application/pdf");
    CHECK(refusal_of(house, "ĐƠN.PDF", "\xef\xbb\xbf\r\n" + pdf) == "application/pdf");
    CHECK(refusal_of(house, "ảnh.png", png) == "image/png");
    CHECK(refusal_of(house, "ảnh.jpg", jpeg) == "image/jpeg");
    CHECK(refusal_of(house, "ảnh.JPEG", jpeg) == "image/jpeg");
    for (const auto* name : {"đơn.png", "đơn", "đơn.pdf.exe", "đơn.pdf "}) CHECK(refusal_of(house, name, pdf) == "document.name_disagrees");
    CHECK(refusal_of(house, "ảnh.pdf", jpeg) == "document.name_disagrees");
    CHECK(refusal_of(house, "ảnh.jpg", png) == "document.name_disagrees");
}

TEST_CASE("an upload that is nothing we know for certain is refused, whatever its name") {
    House house;
    const auto wrong = [&](std::string name, std::string bytes) {
        CAPTURE(bytes);
        CHECK(refusal_of(house, std::move(name), bytes) == "document.wrong_kind");
    };
    wrong("a.pdf", "MZ\x90");
    wrong("a.pdf", "<html><script>alert(1)</script>" + pdf); // a page that also calls itself a PDF
    wrong("a.pdf", "%PDF-1.5 cut short in the middle");
    wrong("a.png", png.substr(0, 30));
    wrong("a.png", png.substr(0, png.size() - 4));
    wrong("a.jpg", "\xff\xd8\xff");
    wrong("a.jpg", "\xff\xd8\xff\xd9");
    wrong("a.jpg", "\xff\xd8\xff\xe0\xff\xff JFIF and then nothing");
    wrong("a.jpg", "\xff\xd8" + std::string(5000, '\xff'));
    for (const std::size_t place : {19, 23}) { // no width, no height
        auto flat = png;
        flat[place] = 0;
        wrong("a.png", flat);
    }
    auto depth_of_three = png;
    depth_of_three[24] = 3;
    wrong("a.png", depth_of_three);
    auto no_height = jpeg;
    no_height[26] = 0;
    wrong("a.jpg", no_height);
}

TEST_CASE("every front of a true file is looked at without harm, and only a whole one passes") {
    for (const auto& whole : {pdf, png, jpeg})
        for (std::size_t length = 1; length < whole.size(); ++length) {
            const auto front = whole.substr(0, length);
            const auto read = [&](std::uint64_t offset, std::size_t count) {
                return offset >= front.size() ? std::string() : front.substr(offset, count);
            };
            const auto kind = document::kind_of(read, front.size());
            if (whole == pdf) CHECK(kind.empty() == (front.find("%%EOF") == std::string::npos));
            if (whole == png) CHECK(kind.empty());
        }
}

TEST_CASE("an upload is refused by size before anybody opens it, and the refusal stands at its field") {
    House house;
    auto upload = house.upload("đơn.pdf", pdf);
    upload.bytes = 10'000'001;
    upload.path = "/nowhere";
    const auto refused = document::media_type_of(upload);
    REQUIRE_FALSE(refused);
    CHECK(refused.error() ==
          Error{Kind::invalid, "document.too_large", {"đơn.pdf", "10"}, {FieldError{"file", "document.too_large", {"đơn.pdf", "10"}}}});
    upload.bytes = 0;
    CHECK(document::media_type_of(upload).error().code == "document.empty");
}

TEST_CASE("a kept paper lies under a random name with its row, and the spool is empty") {
    test::each_database([](db::Database& database) {
        House house;
        const auto upload = house.upload("Giấy chứng sinh.pdf", pdf);
        const auto kept = document::keep(database, house.papers, upload, lan, now);
        REQUIRE(kept);
        CHECK(read_file(house.file_of(*kept)) == pdf);
        CHECK_FALSE(fs::exists(upload.path));
        CHECK(document::is_place(kept->place));
        const auto found = database.read([&](db::Tx& tx) { return document::find(tx, kept->id); });
        REQUIRE(found);
        CHECK(found->account == 7);
        CHECK(found->file_name == "Giấy chứng sinh.pdf");
        CHECK(found->media_type == "application/pdf");
        CHECK(found->bytes == static_cast<std::int64_t>(pdf.size()));
        CHECK(found->sha256 == crypto::sha256_hex(pdf));
        CHECK(found->place == kept->place);
        CHECK(found->created_at == now);
    });
}

TEST_CASE("a refused upload leaves no row and no file in the papers folder") {
    test::each_database([](db::Database& database) {
        House house;
        CHECK_FALSE(document::keep(database, house.papers, house.upload("a.pdf", "no paper"), lan, now));
        CHECK(rows(database) == 0);
        CHECK(house.files() == 0);
    });
}

TEST_CASE("when the papers folder cannot be written nothing is recorded") {
    test::each_database([](db::Database& database) {
        House house;
        std::ofstream(house.papers) << "a file where the folder should be";
        CHECK_THROWS_AS((void)document::keep(database, house.papers, house.upload("a.pdf", pdf), lan, now), std::system_error);
        CHECK(rows(database) == 0);
    });
}

TEST_CASE("a paper that the program made belongs to nobody and is gone with a rolled back transaction") {
    test::each_database([](db::Database& database) {
        House house;
        (void)database.write([&](db::Tx& tx) -> Result<void> {
            document::keep_made(tx, house.papers, "Biên nhận.pdf", "application/pdf", pdf, now);
            return refuse(Kind::conflict, "changed");
        });
        CHECK(rows(database) == 0);
        const auto made = database.write([&](db::Tx& tx) -> Result<document::Document> {
            return document::keep_made(tx, house.papers, "Biên nhận.pdf", "application/pdf", pdf, now);
        });
        CHECK(made->account == 0);
        CHECK(made->sha256 == crypto::sha256_hex(pdf));
        CHECK(read_file(house.file_of(*made)) == pdf);
        CHECK(rows(database) == 1);
    });
}

TEST_CASE("the spool may lie on another disk") {
    House house;
    const test::TemporaryFolder other;
    const fs::path elsewhere = fs::path("/dev/shm") / fs::path(other.path()).filename();
    std::ofstream(elsewhere, std::ios::binary) << pdf;
    const auto place = document::take_in(house.papers, elsewhere);
    CHECK(read_file(house.papers / place) == pdf);
    CHECK(house.files() == 1);
    fs::remove(elsewhere);
}

TEST_CASE("the sweep takes what no row names, and only when it has lain for a while") {
    test::each_database([](db::Database& database) {
        House house;
        const auto kept = document::keep(database, house.papers, house.upload("a.pdf", pdf), lan, now);
        const auto forgotten = document::keep(database, house.papers, house.upload("b.pdf", pdf), lan, now);
        const auto orphan = house.papers / document::write_new(house.papers, "cut short by a crash");
        const auto fresh = house.papers / document::write_new(house.papers, "its row is just being written");
        (void)database.write([&](db::Tx& tx) -> Result<void> {
            document::forget(tx, forgotten->id);
            return {};
        });
        for (const auto& file : {house.file_of(*kept), house.file_of(*forgotten), orphan}) house.age(file, 49);
        house.age(fresh, 47);
        const auto sweep_all = [&] {
            int removed = 0;
            constexpr std::string_view digits = "0123456789abcdef";
            for (const char high : digits)
                for (const char low : digits) removed += document::sweep(database, house.papers, std::string{high, low});
            return removed;
        };
        CHECK(sweep_all() == 2);
        CHECK(fs::exists(house.file_of(*kept)));
        CHECK_FALSE(fs::exists(house.file_of(*forgotten)));
        CHECK_FALSE(fs::exists(orphan));
        CHECK(fs::exists(fresh));
        CHECK(sweep_all() == 0);
    });
}

TEST_CASE("the sweep runs each night by itself, once however often it is asked for") {
    test::each_database([](db::Database& database) {
        House house;
        Clock clock(now);
        const auto orphan = house.papers / document::write_new(house.papers, "orphan");
        house.age(orphan, 49);
        const auto plan = [&] {
            (void)database.write([&](db::Tx& tx) -> Result<void> {
                document::plan_sweep(tx, clock.now());
                return {};
            });
        };
        plan();
        plan();
        jobs::Workers workers(database, clock, document::job_handlers(database, house.papers, clock));
        CHECK(workers.run_due() == 0);
        clock.set(*parse_instant("2022-07-12T02:00"));
        CHECK(workers.run_due() == 17);
        CHECK_FALSE(fs::exists(orphan));
        plan();
        CHECK(workers.run_due() == 0);
        clock.set(*parse_instant("2022-07-13T02:00"));
        CHECK(workers.run_due() == 17);
    });
}

TEST_CASE("a download is an attachment that no browser runs, under its Vietnamese name") {
    document::Document document{.id = 1, .file_name = "Giấy \"tờ\"\r\n; x=1.pdf", .media_type = "application/pdf", .sha256 = "abc"};
    document.place = "ab/ab" + std::string(38, '0');
    const auto answer = document::download(document, "/papers");
    CHECK(answer.file == "/papers/" + document.place);
    CHECK(answer.header("content-type") == "application/pdf");
    CHECK(answer.header("content-disposition") ==
          "attachment; filename=\"Gi_y_t_x_1.pdf\"; filename*=UTF-8''Gi%E1%BA%A5y%20%22t%E1%BB%9D%22%0D%0A%3B%20x%3D1.pdf");
    CHECK(answer.header("content-security-policy") == "default-src 'none'; sandbox");
    CHECK(answer.header("x-content-type-options") == "nosniff");
    CHECK(answer.header("cache-control") == "private, no-store");
    CHECK(answer.etag == "\"abc\"");
    for (const auto* place : {"", "../secrets", "ab/../../x", "ab/cd0000000000000000000000000000000000000000"}) {
        document.place = place;
        CHECK_THROWS_AS(document::download(document, "/papers"), std::logic_error);
    }
}

TEST_CASE("the API takes one file and answers with its number as text") {
    const auto database = test::fresh_sqlite();
    House house;
    const Clock clock(now);
    law::Shelf shelf(std::make_shared<law::Law>());
    visit::Services services{.database = *database, .clock = clock, .shelf = shelf, .papers = house.papers};
    const auto routes = document::api_routes();
    REQUIRE(routes.size() == 1);
    CHECK_FALSE(routes[0].access.allows({}));
    const auto post = [&](std::vector<http::Upload> uploads) {
        http::Request request{.method = http::Method::post, .path = "/api/v1/documents", .uploads = std::move(uploads)};
        visit::Visit visit(request, {}, services, lan, Locale::vi, "");
        return routes[0].handler(visit);
    };
    const auto made = post({house.upload("a.pdf", pdf)});
    CHECK(made.status == 201);
    CHECK(made.body.starts_with("{\"id\":\""));
    CHECK(made.body.find("\"media_type\":\"application/pdf\"") != std::string::npos);
    CHECK(post({}).status == 422);
    CHECK(post({house.upload("a.pdf", pdf), house.upload("b.pdf", pdf)}).status == 422);
    CHECK(post({house.upload("a.pdf", "text")}).body.find("document.wrong_kind") != std::string::npos);
    CHECK(rows(*database) == 1);
}
