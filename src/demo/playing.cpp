#include "demo/playing.hpp"

#include "base/crypto.hpp"
#include "document/document.hpp"
#include "form/sample.hpp"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

namespace motcua::demo {

namespace {

using dossier::Action;

template <class T>
T must(Result<T> result, const Course& course) {
    if (result) {
        if constexpr (std::is_void_v<T>)
            return;
        else
            return *std::move(result);
    }
    const auto& error = result.error();
    throw std::logic_error(fmt::format("the demonstration's course at {} of {} was refused: {} {}", iso(course.submitted_at),
                                       course.facts.procedure, error.code, error.fields.empty() ? "" : error.fields.front().code));
}

const account::Actor& actor_of(const Desk& desk, std::size_t citizen, Hand hand) {
    switch (hand) {
    case Hand::citizen:
        return desk.citizens[citizen].actor;
    case Hand::clerk:
        return desk.clerk;
    case Hand::officer:
        return desk.officer;
    case Hand::approver:
        return desk.approver;
    case Hand::cashier:
        break;
    }
    return desk.cashier;
}

const account::Actor& sender_of(const Desk& desk, const Course& course) {
    return course.facts.channel == procedure::Channel::online ? desk.citizens[course.citizen].actor : desk.clerk;
}

/// What was typed: a form of the citizen's, or which papers lay on the counter.
boost::json::object answers_of(const law::Law& law, const Course& course) {
    const Day day = local_day(course.submitted_at);
    const auto* procedure = law.procedures.find(course.facts.procedure, day);
    if (course.facts.channel == procedure::Channel::online) {
        const auto* form = procedure ? law.form(procedure->form) : nullptr;
        const auto& owner = course.facts.owner;
        if (!form) return {};
        return form::sample_answers(*form, {owner.name, owner.citizen_number, owner.phone, owner.email, owner.address}, day,
                                    course.answers_seed);
    }
    boost::json::array papers;
    if (procedure)
        for (const auto& part : procedure->parts)
            if (part.required) papers.emplace_back(part.key);
    return {{"papers_at_counter", std::move(papers)}};
}

dossier::SupplementRequest supplement_request(const Move& move) {
    return {{{move.words, move.more}}, "", move.day, true};
}

std::string receipt_of(const Move& move) {
    return fmt::format("{:07}", move.number);
}

dossier::Rating rating_of(const Move& move) {
    return {static_cast<int>(move.number), move.words};
}

/// The change of a move, for a chronicle.
Result<dossier::Effect> change(dossier::Dossier& dossier, const dossier::Frame& frame, const Move& move, const Desk& desk, Id result,
                               const std::string& owner) {
    switch (move.action) {
    case Action::acceptance:
        return dossier::accept(dossier, frame);
    case Action::refusal:
        return dossier::refuse_it(dossier, frame, {move.words, move.more});
    case Action::supplement_request:
        return dossier::request_supplement(dossier, frame, supplement_request(move));
    case Action::supplement:
        return dossier::supplement(dossier, frame, move.words, 0);
    case Action::assignment: {
        const auto& officer = actor_of(desk, 0, static_cast<Hand>(move.number));
        return dossier::assign(dossier, frame, {officer.account, officer.name});
    }
    case Action::step:
        return dossier::finish_step(dossier, frame, move.words);
    case Action::fee_request:
        return dossier::request_fee(dossier, frame, Money{move.number}, move.words);
    case Action::fee_settlement:
        return dossier::settle_fee(dossier, frame, receipt_of(move));
    case Action::apology:
        return dossier::apologise(dossier, frame, move.day, move.words, 0);
    case Action::withdrawal:
        return dossier::withdraw(dossier, frame, move.words);
    case Action::result:
        return dossier::resolve(dossier, frame, {move.electronic ? result : 0, move.words});
    case Action::hand_over:
        return dossier::hand_over(dossier, frame, {owner, {}});
    case Action::rating:
        return dossier::rate(dossier, frame, rating_of(move), false);
    default:
        throw std::logic_error("a course has no such move");
    }
}

void act(dossier::Chronicle& chronicle, const Move& move, const Desk& desk, const Course& course, Id result) {
    const auto& actor = actor_of(desk, course.citizen, move.hand);
    must(chronicle.act(move.action, actor, move.at,
                       [&](dossier::Dossier& dossier, const dossier::Frame& frame) {
                           return change(dossier, frame, move, desk, result, course.facts.owner.name);
                       }),
         course);
}

/// What resolve() does by itself: an electronic result is in the citizen's hands at once.
bool hands_itself_over(const Move& move, const Course& course) {
    return move.action == Action::result && move.electronic && course.facts.delivery == dossier::Delivery::electronic;
}

} // namespace

dossier::Chronicle in_memory(const law::Law& law, const Cast& cast, const Course& course, const Samples& samples) {
    const auto& desk = cast.desks[course.desk];
    auto chronicle =
        must(dossier::Chronicle::begin(law, sender_of(desk, course), course.facts, answers_of(law, course), course.submitted_at), course);
    std::size_t number = 0;
    for (const auto& part : course.parts) chronicle.attach(samples.paper(number++), part, "part", course.submitted_at);
    if (course.accepted_at_once) act(chronicle, {.action = Action::acceptance, .at = course.submitted_at}, desk, course, 0);
    for (const auto& move : course.moves) {
        act(chronicle, move, desk, course, samples.result);
        if (move.action == Action::result && move.electronic) chronicle.attach(samples.result, "", "result", move.at);
        if (hands_itself_over(move, course))
            must(chronicle.follow(Action::hand_over, actor_of(desk, course.citizen, move.hand), move.at,
                                  [&](dossier::Dossier& dossier, const dossier::Frame& frame) {
                                      return dossier::hand_over(dossier, frame, {course.facts.owner.name, {}});
                                  }),
                 course);
    }
    return chronicle;
}

namespace {

/// Plays the moves of one course by actions.
class Player {
  public:
    Player(const visit::Services& services, const Cast& cast, const Course& course, const std::filesystem::path& spool)
        : services_(services), law_(services.shelf.get()), desk_(cast.desks[course.desk]), course_(course), spool_(spool) {}

    std::string play() {
        dossier::Submission submission{.facts = course_.facts, .answers = answers_of(*law_, course_), .papers = {}};
        const auto& sender = sender_of(desk_, course_);
        for (const auto& part : course_.parts) submission.papers.push_back({part, paper_of(sender, course_.submitted_at)});
        submission.accept_at_once = course_.accepted_at_once;
        code_ = must(dossier::submit(work_of(sender, course_.submitted_at), std::move(submission)), course_).dossier.code;
        for (const auto& move : course_.moves) must(perform(move), course_);
        return code_;
    }

  private:
    dossier::Work work_of(const account::Actor& actor, Instant at) const {
        return {services_.database, *law_, actor, at, services_.number_key};
    }

    Id paper_of(const account::Actor& actor, Instant at) {
        static const Phrases words;
        const auto bytes = sample_pdf(words, ++papers_);
        const auto path = spool_ / fmt::format("{}-{}.pdf", actor.account, papers_);
        std::ofstream(path, std::ios::binary) << bytes;
        const http::Upload upload{.field = "file",
                                  .file_name = fmt::format("giay-to-{}.pdf", papers_),
                                  .media_type = "application/pdf",
                                  .path = path,
                                  .bytes = bytes.size(),
                                  .sha256 = crypto::sha256_hex(bytes)};
        return must(document::keep(services_.database, services_.papers, upload, actor, at), course_).id;
    }

    Result<dossier::Dossier> perform(const Move& move) {
        const auto& actor = actor_of(desk_, course_.citizen, move.hand);
        const auto work = work_of(actor, move.at);
        const dossier::Target target{code_, 0};
        switch (move.action) {
        case Action::acceptance:
            return dossier::accept(work, target);
        case Action::refusal:
            return dossier::refuse_it(work, target, {move.words, move.more});
        case Action::supplement_request:
            return dossier::request_supplement(work, target, supplement_request(move));
        case Action::supplement:
            return dossier::supplement(work, target, move.words, {});
        case Action::assignment:
            return dossier::assign(work, target, actor_of(desk_, 0, static_cast<Hand>(move.number)).account);
        case Action::step:
            return dossier::finish_step(work, target, dossier::StepDone{.opinion = move.words});
        case Action::fee_request:
            return dossier::request_fee(work, target, Money{move.number}, move.words);
        case Action::fee_settlement:
            return dossier::settle_fee(work, target, receipt_of(move));
        case Action::apology:
            return dossier::apologise(work, target, move.day, move.words);
        case Action::withdrawal:
            return dossier::withdraw(work, target, move.words);
        case Action::result:
            return dossier::resolve(work, target, {move.electronic ? paper_of(actor, move.at) : 0, move.words});
        case Action::hand_over:
            return dossier::hand_over(work, target, course_.facts.owner.name);
        case Action::rating:
            return dossier::rate(work, target, rating_of(move));
        default:
            throw std::logic_error("a course has no such move");
        }
    }

    const visit::Services& services_;
    std::shared_ptr<const law::Law> law_;
    const Desk& desk_;
    const Course& course_;
    const std::filesystem::path& spool_;
    std::string code_;
    std::size_t papers_ = 0;
};

} // namespace

std::string by_actions(const visit::Services& services, const Cast& cast, const Course& course, const std::filesystem::path& spool) {
    return Player(services, cast, course, spool).play();
}

} // namespace motcua::demo
