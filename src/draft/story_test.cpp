#include "account/actions.hpp"
#include "base/crypto.hpp"
#include "draft/actions.hpp"
#include "form/sample.hpp"
#include "law/actions.hpp"
#include "support/databases.hpp"
#include "support/typing.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace motcua;
using namespace motcua::draft;

namespace {

const Instant monday = *parse_instant("2022-07-11T08:00");
const std::string key(32, 'k');

const db::Query<int()> count_documents{"select count(*) from document"};
const db::Query<int()> count_dossiers{"select count(*) from dossier"};
const db::Query<int()> count_drafts{"select count(*) from draft"};
const db::Query<int()> count_links{"select count(*) from draft_document"};
const db::Query<db::Bytes()> select_answers{"select answers from draft"};
const db::Query<void()> cut_short{"update draft set sending = 1"};
const db::Query<void(db::Bytes)> unknowing{"update draft set sending = 1, dossier = '', answers = $1"};
const db::Query<void(Id, Id)> relink{"insert into draft_document (draft_id, document_id, part, place) values ($1, $2, 'part-1', 0)"};

/// A province with its real law, two citizens and a folder for papers.
struct Province {
    explicit Province(db::Database& database) : database(database) {
        law::seed(database, monday);
        law = database.read([](db::Tx& tx) { return law::load(tx); });
        lan = citizen("0912345678", "Nguyễn Thị Lan");
        binh = citizen("0912345679", "Điểu Bình");
    }

    account::Actor citizen(std::string phone, std::string name) {
        const account::NewAccount account{.login = phone, .name = name, .phone = phone};
        const auto id = database.write([&](db::Tx& tx) { return account::create(tx, account, "", monday); });
        REQUIRE(id);
        return {.account = *id, .name = std::move(name), .citizen = true};
    }

    Work work(const account::Actor& actor, Instant now = monday) const { return {database, *law, actor, now, key}; }
    Id any_commune() const {
        for (const auto& unit : law->units.all())
            if (unit.type == unit::Type::commune && unit.valid_on(local_day(monday))) return unit.id;
        return 0;
    }

    http::Upload file(const std::string& name, std::size_t bytes = 200) const {
        const auto path = std::filesystem::path(folder.path()) / ("upload-" + std::to_string(++files));
        auto content = std::string("%PDF-1.4\n") + std::string(bytes, 'x') + "\n%%EOF\n";
        std::ofstream(path, std::ios::binary) << content;
        return {.file_name = name,
                .media_type = "application/pdf",
                .path = path,
                .bytes = content.size(),
                .sha256 = crypto::sha256_hex(content)};
    }

    Result<Draft> bring(const account::Actor& actor, Id draft, const std::string& part, const http::Upload& upload,
                        Id instead_of = 0) const {
        return draft::bring(work(actor), std::filesystem::path(folder.path()) / "papers", draft, {part, upload, instead_of});
    }

    /// Everything but the sending.
    Draft filled() const {
        const auto begun = begin(work(lan), "1.001193");
        REQUIRE(begun);
        REQUIRE(choose_unit(work(lan), begun->id, any_commune()));
        const auto& form = *law->form("khai_sinh");
        const auto wanted = form::sample_answers(form, {"Nguyễn Thị Lan", "070190001234", "", "", "Thôn 3"}, local_day(monday), 7);
        for (const auto& question : form.questions) {
            const auto saved = answer(work(lan), begun->id, question.key, form::typing(form, question, wanted));
            INFO(question.key, " ", saved ? "" : saved.error().fields.at(0).field + " " + saved.error().fields.at(0).code);
            REQUIRE(saved);
        }
        REQUIRE(bring(lan, begun->id, "part-1", file("Giấy chứng sinh.pdf")));
        const auto done = choose_delivery(work(lan), begun->id, dossier::Delivery::electronic);
        REQUIRE(done);
        CHECK(done->answers == wanted);
        return *done;
    }

    int count(const db::Query<int()>& query) const {
        return database.read([&](db::Tx& tx) { return *tx.one(query); });
    }

    db::Database& database;
    std::shared_ptr<const law::Law> law;
    account::Actor lan, binh;
    test::TemporaryFolder folder;
    mutable int files = 0;
};

} // namespace

TEST_CASE("a citizen fills in a birth registration, sends it, and sends it again") {
    test::each_database([](db::Database& database) {
        const Province province(database);
        const auto draft = province.filled();
        const auto code = submit(province.work(province.lan), draft.id);
        REQUIRE(code);
        CHECK(province.count(count_dossiers) == 1);

        CHECK(submit(province.work(province.lan), draft.id) == *code);
        CHECK(province.count(count_dossiers) == 1);

        const auto folder = dossier::open(province.work(province.lan), *code);
        REQUIRE(folder);
        CHECK(folder->answers == draft.answers);
        REQUIRE(folder->papers.size() == 1);
        CHECK(folder->papers[0].part == "part-1");
        CHECK(folder->dossier.delivery == dossier::Delivery::electronic);

        const auto kept = open(province.work(province.lan), draft.id);
        REQUIRE(kept);
        CHECK(kept->dossier == *code);
        CHECK(kept->answers.empty());
        CHECK(of_account(province.work(province.lan)).empty());
        CHECK(answer(province.work(province.lan), draft.id, "ho-ten", {}).error().code == "draft.already_sent");
        CHECK(discard(province.work(province.lan), draft.id).error().code == "draft.already_sent");
    });
}

TEST_CASE("a sending that was cut short is taken up again and makes no second dossier") {
    test::each_database([](db::Database& database) {
        const Province province(database);
        const auto work = province.work(province.lan);
        const auto draft = province.filled();
        const auto answers = database.read([](db::Tx& tx) { return *tx.one(select_answers); });
        const auto code = submit(work, draft.id);
        REQUIRE(code);
        // As if the program had died between the dossier's commit and the draft's: the draft does not know.
        (void)database.write([&](db::Tx& tx) -> Result<void> {
            tx.run(unknowing, answers);
            tx.run(relink, draft.id, draft.papers[0].document);
            return {};
        });
        CHECK(choose_delivery(work, draft.id, dossier::Delivery::post).error().code == "draft.already_sent");
        CHECK(take_back(work, draft.id, draft.papers[0].document).error().code == "draft.already_sent");
        CHECK(discard(work, draft.id).error().code == "draft.already_sent");
        CHECK(submit(work, draft.id) == *code);
        CHECK(province.count(count_dossiers) == 1);
        CHECK(open(work, draft.id)->dossier == *code);
    });
}

TEST_CASE("an incomplete draft is not sent, stays open, and says what is missing") {
    test::each_database([](db::Database& database) {
        const Province province(database);
        const auto draft = begin(province.work(province.lan), "1.001193");
        REQUIRE(draft);
        CHECK(draft->answers.at("nyc.ho_ten").as_string() == "Nguyễn Thị Lan");
        CHECK(submit(province.work(province.lan), draft->id).error().fields.at(0).code == "draft.unit_needed");
        CHECK(choose_unit(province.work(province.lan), draft->id, 1).error().fields.at(0).code == "draft.unit_needed");
        REQUIRE(choose_unit(province.work(province.lan), draft->id, province.any_commune()));
        CHECK(submit(province.work(province.lan), draft->id).error().fields.at(0).field == "nyc.so_dinh_danh");
        CHECK(open(province.work(province.lan), draft->id)->open());
        CHECK(province.count(count_dossiers) == 0);
    });
}

TEST_CASE("a wrong answer changes nothing that was saved") {
    test::each_database([](db::Database& database) {
        const Province province(database);
        const auto work = province.work(province.lan);
        const auto draft = begin(work, "1.001193");
        REQUIRE(answer(work, draft->id, "ho-ten", {{"con.ho_ten", "Nguyễn Văn An"}}));
        const auto refused = answer(work, draft->id, "ngay-sinh",
                                    {{"con.ngay_sinh-day", "31"}, {"con.ngay_sinh-month", "2"}, {"con.ngay_sinh-year", "2022"}});
        CHECK(refused.error().fields == std::vector<FieldError>{{"con.ngay_sinh", "form.date_wrong", {}}});
        const auto kept = open(work, draft->id);
        CHECK(kept->answers.at("con.ho_ten").as_string() == "Nguyễn Văn An");
        CHECK_FALSE(kept->answers.contains("con.ngay_sinh"));
        CHECK(kept->reached == "ho-ten");
        CHECK(answer(work, draft->id, "gi-do", {}).error().code == "draft.no_question");
    });
}

TEST_CASE("somebody else's draft does not exist") {
    test::each_database([](db::Database& database) {
        const Province province(database);
        const auto draft = province.filled();
        const auto foreign = province.work(province.binh);
        const auto unknown = [](const auto& result) {
            return !result && result.error().kind == Kind::not_found && result.error().code == "draft.not_found";
        };
        CHECK(unknown(open(foreign, draft.id)));
        CHECK(unknown(answer(foreign, draft.id, "ho-ten", {})));
        CHECK(unknown(choose_unit(foreign, draft.id, province.any_commune())));
        CHECK(unknown(choose_delivery(foreign, draft.id, dossier::Delivery::post)));
        CHECK(unknown(province.bring(province.binh, draft.id, "part-1", province.file("a.pdf"))));
        CHECK(unknown(take_back(foreign, draft.id, draft.papers[0].document)));
        CHECK(unknown(submit(foreign, draft.id)));
        CHECK(unknown(discard(foreign, draft.id)));
        CHECK(of_account(foreign).empty());
        CHECK(of_account(province.work(province.lan)).size() == 1);
    });
}

TEST_CASE("papers are brought, exchanged in their place, taken back, and bounded") {
    test::each_database([](db::Database& database) {
        const Province province(database);
        const auto work = province.work(province.lan);
        const auto id = begin(work, "1.001193")->id;
        const auto names = [&] {
            std::string text;
            const auto draft = open(work, id);
            for (const auto& paper : draft->papers) text += paper.part + "/" + paper.file_name + " ";
            return text;
        };
        REQUIRE(province.bring(province.lan, id, "part-1", province.file("một.pdf")));
        REQUIRE(province.bring(province.lan, id, "part-1", province.file("hai.pdf")));
        REQUIRE(province.bring(province.lan, id, "part-2", province.file("ba.pdf")));
        CHECK(names() == "part-1/một.pdf part-1/hai.pdf part-2/ba.pdf ");
        REQUIRE(province.bring(province.lan, id, "part-1", province.file("mới.pdf"), open(work, id)->papers[0].document));
        CHECK(names() == "part-1/mới.pdf part-1/hai.pdf part-2/ba.pdf ");
        REQUIRE(take_back(work, id, open(work, id)->papers[1].document));
        CHECK(names() == "part-1/mới.pdf part-2/ba.pdf ");
        CHECK(province.count(count_documents) == 2);

        CHECK(province.bring(province.lan, id, "part-99", province.file("a.pdf")).error().code == "draft.no_part");
        CHECK(province.bring(province.lan, id, "part-1", province.file("a.pdf"), 12345).error().code == "draft.no_paper");
        CHECK(take_back(work, id, 12345).error().code == "draft.no_paper");
        CHECK(province.bring(province.lan, id, "part-1", province.file("a.exe")).error().fields.at(0).field == "part-1");
        auto vast = province.file("lớn.pdf");
        vast.bytes = papers_limit_bytes;
        CHECK(province.bring(province.lan, id, "part-1", vast).error().fields.at(0).code == "draft.papers_too_large");
        CHECK(province.count(count_documents) == 2);

        REQUIRE(discard(work, id));
        CHECK(province.count(count_documents) == 0);
        CHECK(province.count(count_links) == 0);
    });
}

TEST_CASE("a draft lives thirty days after it was last touched, and its papers go with it") {
    test::each_database([](db::Database& database) {
        const Province province(database);
        const auto draft = province.filled();
        const Instant last_day = monday + lifetime_ms, day_after = last_day + 1;
        CHECK(open(province.work(province.lan, last_day), draft.id));
        CHECK(sweep(database, last_day) == 0);
        CHECK(open(province.work(province.lan, day_after), draft.id).error().code == "draft.not_found");
        CHECK(of_account(province.work(province.lan, day_after)).empty());
        CHECK(sweep(database, day_after) == 1);
        CHECK(province.count(count_drafts) == 0);
        CHECK(province.count(count_documents) == 0);
    });
}

TEST_CASE("the sweep leaves the papers of dossiers alone, even when the draft never heard that it was sent") {
    test::each_database([](db::Database& database) {
        const Province province(database);
        REQUIRE(submit(province.work(province.lan), province.filled().id));
        province.filled();
        (void)database.write([&](db::Tx& tx) -> Result<void> {
            tx.run(cut_short);
            return {};
        });
        CHECK(sweep(database, monday + lifetime_ms + 1) == 2);
        CHECK(province.count(count_documents) == 2);
    });
}

TEST_CASE("answers cannot be read in the database") {
    test::each_database([](db::Database& database) {
        const Province province(database);
        province.filled();
        const auto bytes = database.read([](db::Tx& tx) { return *tx.one(select_answers); });
        CHECK(bytes.value.size() > 100);
        CHECK(bytes.value.find("070190001234") == std::string::npos);
        CHECK(bytes.value.find("nyc.ho_ten") == std::string::npos);
    });
}

TEST_CASE("the unit chosen last is suggested the next time") {
    test::each_database([](db::Database& database) {
        const Province province(database);
        const auto work = province.work(province.lan);
        const auto first = begin(work, "1.001193");
        CHECK(suggested_unit(work, *first) == 0);
        REQUIRE(choose_unit(work, first->id, province.any_commune()));
        CHECK(suggested_unit(work, *begin(work, "1.000656")) == province.any_commune());
    });
}

TEST_CASE("a procedure that is unknown, or not offered online, cannot be begun") {
    test::each_database([](db::Database& database) {
        const Province province(database);
        CHECK(begin(province.work(province.lan), "9.999999").error().code == "draft.procedure_ended");
        for (const auto* procedure : province.law->procedures.valid_on(local_day(monday)))
            if (procedure->online_level == procedure::OnlineLevel::information)
                CHECK(begin(province.work(province.lan), procedure->code).error().code == "draft.not_online");
    });
}

TEST_CASE("a person may have fifty drafts at a time") {
    test::each_database([](db::Database& database) {
        const Province province(database);
        for (int i = 0; i < 50; ++i) REQUIRE(begin(province.work(province.lan), "1.001193"));
        CHECK(begin(province.work(province.lan), "1.001193").error().code == "draft.too_many");
        CHECK(begin(province.work(province.binh), "1.001193"));
    });
}
