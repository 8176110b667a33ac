#include "account/actions.hpp"
#include "base/crypto.hpp"
#include "draft/routes.hpp"
#include "form/sample.hpp"
#include "http/paths.hpp"
#include "law/actions.hpp"
#include "support/databases.hpp"
#include "support/typing.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <regex>

using namespace motcua;
using http::Method;

namespace {

const Instant monday = *parse_instant("2022-07-11T08:00");

/// The pages of drafts without a network: a request goes to the handler of its route, as somebody.
class Pages {
  public:
    Pages() : database_(test::fresh_sqlite()), clock_(monday), shelf_(seeded()), routes_(draft::web_routes()) {
        services_.emplace(visit::Services{.database = *database_,
                                          .clock = clock_,
                                          .shelf = shelf_,
                                          .papers = folder_.path() + "/papers",
                                          .number_key = std::string(32, 'k'),
                                          .public_url = "http://localhost"});
        for (std::size_t row = 0; row < routes_.size(); ++row) paths_.add(routes_[row].method, routes_[row].pattern, row);
        actor = citizen("0912345678", "Nguyễn Thị Lan");
    }

    account::Actor citizen(std::string phone, std::string name) {
        const account::NewAccount account{.login = phone, .name = name, .phone = phone};
        const auto id = database_->write([&](db::Tx& tx) { return account::create(tx, account, "", monday); });
        return {.account = *id, .name = std::move(name), .citizen = true};
    }

    http::Response get(std::string_view target) {
        http::Request request;
        const auto mark = target.find('?');
        request.path = target.substr(0, mark);
        if (mark != std::string_view::npos)
            for (const auto pair : split(target.substr(mark + 1), '&'))
                request.query.emplace_back(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
        return call(request);
    }

    http::Response post(std::string_view path, http::Pairs form, std::vector<http::Upload> uploads = {}) {
        http::Request request;
        request.method = Method::post;
        request.path = path;
        request.form = std::move(form);
        request.uploads = std::move(uploads);
        return call(request);
    }

    /// Where a page leads; fails when it leads nowhere.
    std::string after(const http::Response& response) {
        INFO(response.body);
        REQUIRE(response.status == 303);
        return std::string(response.header("location"));
    }

    http::Upload file(std::string field, std::string name, std::string content = "%PDF-1.4\nxx\n%%EOF\n") {
        const auto path = folder_.path() + "/upload-" + std::to_string(++files_);
        std::ofstream(path, std::ios::binary) << content;
        return {.field = std::move(field),
                .file_name = std::move(name),
                .media_type = "application/pdf",
                .path = path,
                .bytes = content.size(),
                .sha256 = crypto::sha256_hex(content)};
    }

    const law::Law& law() { return *shelf_.get(); }
    account::Actor actor;

  private:
    std::shared_ptr<const law::Law> seeded() {
        law::seed(*database_, monday);
        return database_->read([](db::Tx& tx) { return law::load(tx); });
    }

    http::Response call(http::Request& request) {
        const auto found = paths_.find(request.method, request.path);
        REQUIRE(found);
        visit::Visit visit(request, found->values, *services_, actor, Locale::vi, "token");
        return routes_[found->row].handler(visit);
    }

    test::TemporaryFolder folder_;
    test::FreshDatabase database_;
    Clock clock_;
    law::Shelf shelf_;
    visit::Routes routes_;
    http::Paths paths_;
    std::optional<visit::Services> services_;
    int files_ = 0;
};

bool has(const http::Response& response, std::string_view text) {
    return response.body.find(text) != std::string::npos;
}

std::string unit_value(const http::Response& page) {
    std::smatch match;
    const std::regex value("name=\"unit\"[^>]*value=\"([0-9]+)\"");
    REQUIRE(std::regex_search(page.body, match, value));
    return match[1];
}

/// From the start to the first question; the draft's own path.
std::string begun(Pages& pages) {
    const auto unit_url = pages.after(pages.post("/procedures/1.001193/start", {}));
    const auto districts = pages.get(unit_url);
    CHECK(has(districts, "Thành phố Đồng Xoài"));
    std::smatch match;
    const std::regex district("name=\"in\"[^>]*value=\"([0-9]+)\"");
    REQUIRE(std::regex_search(districts.body, match, district));
    const auto communes = pages.get(unit_url + "?in=" + match[1].str());
    const auto first = pages.after(pages.post(unit_url, {{"unit", unit_value(communes)}, {"in", match[1].str()}}));
    CHECK(first.ends_with("/questions/nguoi-yeu-cau"));
    return unit_url.substr(0, unit_url.rfind('/'));
}

/// Types all answers; the page after the last question.
std::string answered(Pages& pages, const std::string& draft, const form::Answers& wanted) {
    const auto& form = *pages.law().form("khai_sinh");
    auto at = draft + "/questions/" + form.questions.front().key;
    while (at.find("/questions/") != std::string::npos) {
        const auto& question = *form.question(at.substr(at.rfind('/') + 1));
        const auto page = pages.get(at);
        CHECK(page.status == 200);
        CHECK(has(page, "<h1"));
        at = pages.after(pages.post(at, form::typing(form, question, wanted)));
    }
    return at;
}

form::Answers sample(Pages& pages) {
    return form::sample_answers(*pages.law().form("khai_sinh"), {"Nguyễn Thị Lan", "070190001234", "", "", "Thôn 3"}, local_day(monday), 7);
}

} // namespace

TEST_CASE("page by page: start, unit, every question, papers, delivery, review, sent") {
    Pages pages;
    const auto start = pages.get("/procedures/1.001193/start");
    CHECK(start.status == 200);
    CHECK(has(start, "Giấy chứng sinh"));
    const auto draft = begun(pages);
    const auto wanted = sample(pages);
    CHECK(answered(pages, draft, wanted) == draft + "/papers");

    CHECK(has(pages.get(draft + "/papers"), "Giấy chứng sinh"));
    const auto unready = pages.post(draft + "/papers", {});
    CHECK(unready.status == 422);
    CHECK(has(unready, "Còn thiếu: Giấy chứng sinh"));
    CHECK(pages.after(pages.post(draft + "/papers", {}, {pages.file("part-1", "Giấy chứng sinh.pdf")})) == draft + "/delivery");
    CHECK(has(pages.get(draft + "/papers"), "Giấy chứng sinh.pdf"));

    CHECK(pages.post(draft + "/delivery", {{"delivery", "pigeon"}}).status == 422);
    CHECK(pages.after(pages.post(draft + "/delivery", {{"delivery", "electronic"}})) == draft + "/review");
    const auto review = pages.get(draft + "/review");
    CHECK(has(review, "070190001234"));
    CHECK(has(review, "/questions/ho-ten?from=review"));
    CHECK(has(review, "Giấy chứng sinh.pdf"));

    const auto dossier = pages.after(pages.post(draft + "/review", {}));
    CHECK(dossier.starts_with("/dossiers/H10."));
    CHECK(pages.after(pages.post(draft + "/review", {})) == dossier);
    CHECK(pages.after(pages.get(draft)) == dossier);
    CHECK(pages.after(pages.get(draft + "/questions/ho-ten")) == dossier);
    CHECK(pages.after(pages.post(draft + "/papers", {}, {pages.file("part-1", "nữa.pdf")})) == dossier);
}

TEST_CASE("a wrong answer comes back with what was typed, an error at the field and one in the summary") {
    Pages pages;
    const auto draft = begun(pages);
    const auto page = pages.post(draft + "/questions/ngay-sinh",
                                 {{"con.ngay_sinh-day", "31"}, {"con.ngay_sinh-month", "02"}, {"con.ngay_sinh-year", "2022"}});
    CHECK(page.status == 422);
    CHECK(has(page, "value=\"31\""));
    CHECK(has(page, "href=\"#f-con.ngay_sinh\""));
    CHECK(has(page, "id=\"f-con.ngay_sinh-error\""));
    CHECK(has(page, "Câu 3 trên 11"));
    const auto escaped = pages.post(draft + "/questions/nguoi-yeu-cau", {{"nyc.ho_ten", "<script>alert(1)</script>"}});
    CHECK(escaped.status == 422);
    CHECK_FALSE(has(escaped, "<script>alert"));
    CHECK(has(escaped, "&lt;script&gt;alert"));
}

TEST_CASE("a change from the review leads back there, or to what it newly asks for") {
    Pages pages;
    const auto draft = begun(pages);
    auto wanted = sample(pages);
    wanted["de_nghi_ban_sao"] = "no";
    wanted.erase("so_ban_sao");
    answered(pages, draft, wanted);
    pages.post(draft + "/papers", {}, {pages.file("part-1", "a.pdf")});
    pages.post(draft + "/delivery", {{"delivery", "post"}});
    CHECK(has(pages.get(draft + "/questions/ho-ten?from=review"), "name=\"from\" value=\"review\""));
    CHECK(pages.after(pages.post(draft + "/questions/ho-ten", {{"con.ho_ten", "Lê Văn An"}, {"from", "review"}})) == draft + "/review");
    const auto copies = pages.after(pages.post(draft + "/questions/ban-sao", {{"de_nghi_ban_sao", "yes"}, {"from", "review"}}));
    CHECK(copies == draft + "/questions/so-ban-sao?from=review&check=1");
    CHECK(has(pages.get(copies), "Xin điền mục này"));
    CHECK(pages.after(pages.post(draft + "/review", {})) == copies);
    CHECK(pages.after(pages.post(draft + "/questions/so-ban-sao", {{"so_ban_sao", "2"}, {"from", "review"}})) == draft + "/review");
}

TEST_CASE("a question that is not asked, or none at all, leads back to the way") {
    Pages pages;
    const auto draft = begun(pages);
    CHECK(pages.after(pages.get(draft + "/questions/so-ban-sao")) == draft);
    CHECK(pages.after(pages.get(draft + "/questions/gi-do")) == draft);
    CHECK(pages.after(pages.get(draft)) == draft + "/questions/nguoi-yeu-cau");
    pages.post(draft + "/questions/ho-ten", {{"con.ho_ten", "Lê Văn An"}});
    CHECK(pages.after(pages.get(draft)) == draft + "/questions/ngay-sinh");
}

TEST_CASE("several files at once: good ones are kept, a bad one is named") {
    Pages pages;
    const auto draft = begun(pages);
    const auto page = pages.post(draft + "/papers", {},
                                 {pages.file("part-1", "một.pdf"), pages.file("part-1", "hai.exe"), pages.file("part-2", "ba.pdf")});
    CHECK(page.status == 422);
    CHECK(has(page, "hai.exe: "));
    CHECK(has(page, "một.pdf"));
    CHECK(has(page, "ba.pdf"));
    CHECK(pages.after(pages.post(draft + "/papers", {{"go", "stay"}}, {pages.file("part-1", "bốn.pdf")})) == draft + "/papers");

    std::smatch match;
    const auto list = pages.get(draft + "/papers");
    REQUIRE(std::regex_search(list.body, match, std::regex("href=\"(" + draft + "/papers/[0-9]+)\"")));
    const std::string paper = match[1];
    CHECK(has(pages.get(paper), "một.pdf"));
    CHECK(pages.get(paper + "/file").status == 200);
    CHECK(has(pages.post(paper, {}), "Xin chọn tệp mới"));
    CHECK(pages.after(pages.post(paper, {}, {pages.file("file", "thay.pdf")})) == draft + "/papers");
    CHECK(has(pages.get(draft + "/papers"), "thay.pdf"));
    CHECK_FALSE(has(pages.get(draft + "/papers"), "một.pdf"));
    CHECK(pages.get(paper).status == 404);
}

TEST_CASE("rows are added and removed on the page, with everything typed still there") {
    Pages pages;
    const auto unit_url = pages.after(pages.post("/procedures/2.001159/start", {}));
    const auto draft = unit_url.substr(0, unit_url.rfind('/'));
    const auto more = pages.post(draft + "/questions/khach", {{"khach.0.ho_ten", "Lan"}, {"khach.0.tu-day", "x"}, {"add", "khach"}});
    CHECK(more.status == 200);
    CHECK(has(more, "Khách 2"));
    CHECK(has(more, "value=\"Lan\""));
    CHECK(has(more, "value=\"x\""));
    const auto fewer =
        pages.post(draft + "/questions/khach", {{"khach.0.ho_ten", "Lan"}, {"khach.1.ho_ten", "Bình"}, {"remove", "khach.0"}});
    CHECK_FALSE(has(fewer, "value=\"Lan\""));
    CHECK(has(fewer, "value=\"Bình\""));
}

TEST_CASE("a draft is found again among one's own, and nobody else finds it") {
    Pages pages;
    const auto draft = begun(pages);
    CHECK(has(pages.get("/me/drafts"), draft));
    CHECK(has(pages.get("/procedures/1.001193/start"), draft));
    const auto lan = pages.actor;
    pages.actor = pages.citizen("0912345679", "Điểu Bình");
    CHECK_FALSE(has(pages.get("/me/drafts"), draft));
    for (const auto* page : {"", "/unit", "/questions/ho-ten", "/papers", "/papers/1", "/papers/1/file", "/delivery", "/review"}) {
        INFO(page);
        CHECK(pages.get(draft + page).status == 404);
    }
    for (const auto* page :
         {"/unit", "/questions/ho-ten", "/papers", "/papers/1", "/papers/1/removal", "/delivery", "/review", "/removal"}) {
        INFO(page);
        CHECK(pages.post(draft + page, {}).status == 404);
    }
    CHECK(pages.get("/drafts/x/unit").status == 404);
    pages.actor = lan;
    CHECK(pages.after(pages.post(draft + "/removal", {})) == "/me/drafts");
    CHECK(pages.get(draft).status == 404);
}

TEST_CASE("who is not signed in is shown what will be asked, and the door") {
    Pages pages;
    pages.actor = {};
    const auto page = pages.get("/procedures/1.001193/start");
    CHECK(page.status == 200);
    CHECK(has(page, "/sign-in?to="));
    CHECK_FALSE(has(page, "<form method=\"post\" action=\"/procedures"));
    CHECK(pages.get("/procedures/9.999999/start").status == 409);
}
