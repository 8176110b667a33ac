#include "dossier/changes.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "dossier/changing.hpp"
#include "reception/competence.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace motcua::dossier {

namespace {

constexpr std::size_t words_limit = 2000;

const procedure::Procedure* procedure_of(const Frame& frame, const Dossier& dossier) {
    return frame.law.procedures.version(dossier.procedure, dossier.procedure_version);
}

/// From now on the dossier runs under the law of today, for good once it is accepted.
Result<void> keep_law_of_today(Dossier& dossier, const Frame& frame) {
    const auto today = local_day(frame.now);
    const auto* rules = frame.law.rules_on(today);
    if (!rules) return refuse(Kind::conflict, "deadline.no_rule_set", {vi_day(today)});
    dossier.rule_set = rules->key;
    dossier.rule_set_version = rules->version;
    dossier.calendar_version = frame.law.calendar(dossier.unit).version();
    if (const auto* procedure = frame.law.procedures.find(dossier.procedure, today)) dossier.procedure_version = procedure->version;
    return {};
}

/// The office has so long to say accepted, refused or incomplete.
Result<void> promise_acknowledgement(Dossier& dossier, const Frame& frame) {
    dossier.acknowledge_by = TRY(deadline::acknowledge_by(TRY(counting_of(frame.law, dossier)), frame.now));
    dossier.urgent_at = dossier.acknowledge_by;
    return {};
}

void pause(Dossier& dossier, Instant now) {
    dossier.paused_at = now;
    dossier.urgent_at = std::nullopt;
}

Result<void> resume(Dossier& dossier, const Frame& frame) {
    const auto* procedure = asked_by(frame.law, dossier);
    if (dossier.due_at && dossier.paused_at) {
        const auto by = TRY(counting_of(frame.law, dossier));
        const auto limit = procedure && procedure->limit ? *procedure->limit : calendar::Limit{1};
        const auto how = procedure ? procedure->after_pause.value_or(by.rules.after_pause) : by.rules.after_pause;
        dossier.due_at = TRY(deadline::due_after_pause(by, limit, how, *dossier.due_at, *dossier.paused_at, frame.now));
    }
    dossier.paused_at = std::nullopt;
    dossier.urgent_at = dossier.due_at;
    return {};
}

indicator::Delta received_through(procedure::Channel channel) {
    indicator::Delta delta;
    if (channel == procedure::Channel::direct) delta.direct = 1;
    if (channel == procedure::Channel::online) delta.online = 1;
    if (channel == procedure::Channel::post) delta.post = 1;
    return delta;
}

bool on_time(const Frame& frame, const Dossier& dossier) {
    return !is_late_by_requests(frame.law, dossier) && (!dossier.due_at || *dossier.resolved_at <= *dossier.due_at);
}

/// Another unit than the receiving one may be competent where every unit receives (R61).
Result<void> may_go_elsewhere(const Frame& frame, const procedure::Procedure& procedure, const SubmissionFacts& facts) {
    if (facts.resolving_unit == 0 || facts.resolving_unit == facts.unit || !facts.linked_by.empty()) return {};
    const auto today = local_day(frame.now);
    const auto* rules = frame.law.rules_on(today);
    if (rules && !rules->received_anywhere) return refuse_field("resolving_unit", "dossier.own_bounds_only", {rules->name});
    if (!reception::may_resolve(frame.law.units, procedure, facts.resolving_unit, today))
        return refuse_field("resolving_unit", "dossier.not_competent");
    return {};
}

/// The competent unit by its name of the day, for the papers that are printed again later.
void say_who_resolves(const Frame& frame, const Dossier& dossier, Effect& effect) {
    const auto* unit = frame.law.units.find(dossier.resolver());
    if (unit && dossier.for_elsewhere()) effect.details["resolved_by"] = unit->full_name;
}

} // namespace

void end(Dossier& dossier, Instant now) {
    dossier.urgent_at = std::nullopt;
    dossier.paused_at = std::nullopt;
    dossier.in_transit = false;
    if (!dossier.resolved_at && dossier.state != State::withdrawn) dossier.resolved_at = now;
}

Day day_counted(const Dossier& dossier) {
    return local_day(dossier.accepted_at.value_or(dossier.submitted_at));
}

Instant latest(const Dossier& dossier) {
    auto last = dossier.submitted_at;
    for (const auto& at : {dossier.accepted_at, dossier.paused_at, dossier.resolved_at, dossier.returned_at})
        if (at) last = std::max(last, *at);
    return last;
}

Result<void> move(Dossier& dossier, Action action, const Frame& frame) {
    TRY(deadline::must_come_after(latest(dossier), frame.now));
    dossier.state = TRY(after(dossier, action));
    return {};
}

Result<std::string> words(std::string_view field, std::string_view text) {
    auto tidied = tidy_lines(text);
    if (tidied.empty()) return refuse_field(std::string(field), "dossier.say_why");
    if (length(tidied) > words_limit) return refuse_field(std::string(field), "dossier.too_long", {fmt::format("{}", words_limit)});
    return tidied;
}

const procedure::Procedure* asked_by(const law::Law& law, const Dossier& dossier) {
    if (!dossier.linked_by.empty())
        if (const auto* linked = law.procedures.find(dossier.linked_by, local_day(dossier.submitted_at))) return linked;
    return law.procedures.version(dossier.procedure, dossier.procedure_version);
}

Result<deadline::Counting> counting_of(const law::Law& law, const Dossier& dossier) {
    const auto* rules = law.rules(dossier.rule_set, dossier.rule_set_version);
    const auto day = local_day(dossier.accepted_at.value_or(dossier.submitted_at));
    if (!rules) rules = law.rules_on(day); // it came before dossiers kept their rule set
    if (!rules) return refuse(Kind::conflict, "deadline.no_rule_set", {vi_day(day)});
    return deadline::Counting{*rules, law.calendar_version(dossier.calendar_version)};
}

bool is_late_by_requests(const law::Law& law, const Dossier& dossier) {
    const auto by = counting_of(law, dossier);
    return by && dossier.supplement_requests > by->rules.supplement_requests;
}

Result<Dossier> begin(const Frame& frame, const SubmissionFacts& facts) {
    const Day today = local_day(frame.now);
    const auto* procedure = frame.law.procedures.find(facts.procedure, today);
    if (!procedure) return refuse_field("procedure", "dossier.unknown_procedure");
    const auto* unit = frame.law.units.find(facts.unit);
    if (!unit || !unit->valid_on(today) || unit->identifier.empty()) return refuse_field("unit", "dossier.unknown_unit");
    if (!procedure->offers(facts.channel)) return refuse_field("channel", "dossier.channel_not_offered");
    TRY(may_go_elsewhere(frame, *procedure, facts));

    Dossier dossier;
    dossier.unit = dossier.desk = facts.unit;
    dossier.resolving_unit = facts.resolving_unit != 0 ? facts.resolving_unit : facts.unit;
    dossier.help_place = facts.help_place;
    dossier.procedure = facts.procedure;
    dossier.procedure_version = procedure->version;
    dossier.linked_by = facts.linked_by;
    dossier.request = facts.request;
    dossier.representative = facts.representative;
    dossier.submitted_at = frame.now;
    const auto* asked = asked_by(frame.law, dossier);
    const auto* form = frame.law.form(asked ? asked->form : procedure->form);
    dossier.form_version = form ? form->version : 0;
    dossier.channel = facts.channel;
    dossier.account = facts.account;
    dossier.assisted_by = facts.assisted_by;
    dossier.owner = facts.owner;
    dossier.delivery = facts.delivery;
    TRY(keep_law_of_today(dossier, frame));
    TRY(promise_acknowledgement(dossier, frame));
    return dossier;
}

Effect submitted(const Frame& frame, const Dossier& dossier) {
    Effect effect;
    effect.counted_on = local_day(frame.now);
    effect.delta.submitted = 1;
    effect.details = {{"channel", word_of(dossier.channel)}};
    if (dossier.assisted_by != 0) effect.details["assisted_by"] = fmt::format("{}", dossier.assisted_by);
    say_who_resolves(frame, dossier, effect);
    if (dossier.representative) effect.details["represented"] = true;
    if (dossier.channel == procedure::Channel::online) effect.message = "dossier_submitted";
    return effect;
}

Result<Effect> accept(Dossier& dossier, const Frame& frame) {
    TRY(move(dossier, Action::acceptance, frame));
    TRY(keep_law_of_today(dossier, frame));
    const auto* procedure = procedure_of(frame, dossier);
    dossier.accepted_at = frame.now;
    dossier.paused_at = std::nullopt;
    if (const auto* promise = asked_by(frame.law, dossier); promise && promise->limit)
        dossier.due_at = TRY(deadline::due(TRY(counting_of(frame.law, dossier)), *promise->limit, frame.now));
    dossier.urgent_at = dossier.due_at;
    if (procedure) {
        const auto& workflow = frame.law.workflow_of(*procedure);
        dossier.workflow_version = workflow.version;
        dossier.step = workflow.after_acceptance();
    }

    Effect effect;
    effect.counted_on = local_day(frame.now);
    effect.delta = received_through(dossier.channel);
    effect.delta.assisted = dossier.assisted_by != 0 ? 1 : 0;
    effect.delta.qualified_online = effect.delta.online == 1 && procedure && !procedure->has_result() ? 1 : 0;
    if (dossier.due_at) effect.details["due_at"] = iso(*dossier.due_at);
    say_who_resolves(frame, dossier, effect);
    effect.message = "dossier_accepted";
    if (dossier.due_at) effect.message_extra = vi_clock(*dossier.due_at) + " ngày " + vi_day(local_day(*dossier.due_at));
    return effect;
}

Result<Effect> refuse_it(Dossier& dossier, const Frame& frame, const Grounds& grounds) {
    const auto reason = TRY(words("reason", grounds.reason));
    const auto ground = TRY(words("legal_ground", grounds.legal_ground));
    TRY(move(dossier, Action::refusal, frame));
    end(dossier, frame.now);
    Effect effect;
    effect.counted_on = local_day(frame.now);
    effect.delta.refused = 1;
    effect.details = {{"reason", reason}, {"legal_ground", ground}};
    effect.message = "dossier_refused";
    effect.message_extra = reason;
    return effect;
}

Result<Effect> request_supplement(Dossier& dossier, const Frame& frame, const SupplementRequest& request) {
    if (request.items.empty()) return refuse_field("items", "dossier.list_what_is_missing");
    if (request.until <= local_day(frame.now)) return refuse_field("until", "dossier.until_must_come");
    const auto by = TRY(counting_of(frame.law, dossier));
    const auto last = TRY(deadline::supplement_wait_ends(by, frame.now));
    if (request.until > last) return refuse_field("until", "dossier.until_too_far", {vi_day(last)});
    const bool late = dossier.supplement_requests >= by.rules.supplement_requests;
    if (late && !request.again) return refuse_field("again", "dossier.supplement_again");
    boost::json::array items;
    std::string names;
    for (const auto& item : request.items) {
        const auto name = TRY(words("items", item.name));
        items.push_back({{"name", name}, {"reason", tidy_lines(item.reason)}});
        names += (names.empty() ? "" : "; ") + name;
    }
    TRY(move(dossier, Action::supplement_request, frame));
    pause(dossier, frame.now);
    ++dossier.supplement_requests;
    Effect effect;
    effect.details = {{"items", std::move(items)}, {"legal_ground", tidy_lines(request.legal_ground)}, {"until", iso(request.until)}};
    if (late) effect.details["late_for_index"] = true; // Quyết định 766/QĐ-TTg
    effect.message = "dossier_supplement_requested";
    effect.message_extra = names + " (" + vi_day(request.until) + ")";
    return effect;
}

Result<Effect> supplement(Dossier& dossier, const Frame& frame, std::string_view note, std::size_t papers) {
    if (papers == 0 && tidy_lines(note).empty()) return refuse_field("file", "dossier.add_paper_or_words");
    TRY(move(dossier, Action::supplement, frame));
    if (dossier.received()) {
        TRY(resume(dossier, frame));
    } else {
        dossier.paused_at = std::nullopt;
        TRY(promise_acknowledgement(dossier, frame));
    }
    Effect effect;
    effect.details = {{"note", tidy_lines(shorten(note, words_limit))}, {"papers", papers}};
    effect.message = "dossier_supplemented";
    return effect;
}

Result<Effect> assign(Dossier& dossier, const Frame& frame, const Assignment& assignment) {
    if (assignment.officer == 0) return refuse_field("officer", "dossier.choose_officer");
    TRY(move(dossier, Action::assignment, frame));
    if (dossier.step.empty()) {
        if (const auto* workflow = workflow_of(frame.law, dossier); workflow && !workflow->steps.empty())
            dossier.step = workflow->steps.back().key;
    }
    dossier.assignee = assignment.officer;
    Effect effect;
    effect.details = {
        {"officer", fmt::format("{}", assignment.officer)}, {"officer_name", assignment.officer_name}, {"step", dossier.step}};
    return effect;
}

Result<Effect> request_fee(Dossier& dossier, const Frame& frame, Money amount, std::string_view reason) {
    if (amount.dong <= 0) return refuse_field("amount", "dossier.fee_above_zero");
    const auto said = TRY(words("reason", reason));
    TRY(move(dossier, Action::fee_request, frame));
    pause(dossier, frame.now);
    Effect effect;
    effect.details = {{"amount", amount.dong}, {"reason", said}};
    effect.message = "dossier_fee_requested";
    effect.message_extra = vi_money(amount);
    return effect;
}

Result<Effect> settle_fee(Dossier& dossier, const Frame& frame, std::string_view receipt_number) {
    const auto number = TRY(words("receipt_number", receipt_number));
    TRY(move(dossier, Action::fee_settlement, frame));
    TRY(resume(dossier, frame));
    Effect effect;
    effect.details = {{"receipt_number", number}};
    return effect;
}

Result<Effect> apologise(Dossier& dossier, const Frame& frame, Day new_day, std::string_view reason, int apologies_before) {
    const auto said = TRY(words("reason", reason));
    if (!dossier.due_at) return refuse(Kind::conflict, "dossier.nothing_promised");
    const auto by = TRY(counting_of(frame.law, dossier));
    if (apologies_before >= by.rules.reappointments) return refuse(Kind::conflict, "dossier.apologised_once");
    const auto until = TRY(deadline::apology_until(by, *dossier.due_at));
    if (frame.now > until)
        return refuse(Kind::conflict, "dossier.apology_too_late", {vi_clock(until) + " ngày " + vi_day(local_day(until))});
    if (!by.calendar.is_working(new_day)) return refuse_field("new_day", "dossier.new_day_off");
    if (new_day <= local_day(*dossier.due_at)) return refuse_field("new_day", "dossier.new_day_must_be_later");
    TRY(move(dossier, Action::apology, frame));
    Effect effect;
    // The first date stays in due_at: late stays late (R42). The new one is a promise, kept in the event.
    effect.details = {{"reason", said}, {"first_due_at", iso(*dossier.due_at)}, {"new_day", iso(new_day)}};
    effect.message = "dossier_apology";
    effect.message_extra = vi_day(new_day);
    return effect;
}

Result<Effect> withdraw(Dossier& dossier, const Frame& frame, std::string_view reason) {
    TRY(move(dossier, Action::withdrawal, frame));
    end(dossier, frame.now);
    Effect effect;
    effect.counted_on = day_counted(dossier);
    effect.delta.withdrawn = 1;
    effect.details = {{"reason", tidy_lines(shorten(reason, words_limit))}};
    effect.message = "dossier_withdrawn";
    return effect;
}

Result<Effect> stop(Dossier& dossier, const Frame& frame, const Grounds& grounds) {
    const auto reason = TRY(words("reason", grounds.reason));
    const auto ground = TRY(words("legal_ground", grounds.legal_ground));
    TRY(move(dossier, Action::stop, frame));
    end(dossier, frame.now);
    Effect effect;
    effect.counted_on = day_counted(dossier);
    effect.delta.stopped = 1;
    effect.details = {{"reason", reason}, {"legal_ground", ground}};
    effect.message = "dossier_stopped";
    effect.message_extra = reason;
    return effect;
}

Result<Effect> resolve(Dossier& dossier, const Frame& frame, const Outcome& outcome) {
    const auto* procedure = procedure_of(frame, dossier);
    if (!at_signing(frame.law, dossier)) return refuse(Kind::conflict, "dossier.not_at_signing");
    if (outcome.document == 0 && dossier.delivery == Delivery::electronic && (!procedure || procedure->has_result()))
        return refuse_field("file", "dossier.result_needed");
    TRY(move(dossier, Action::result, frame));
    dossier.resolved_at = frame.now;
    dossier.urgent_at = frame.now; // waits at the desk to be handed over
    dossier.desk = dossier.unit;   // where the citizen brought it
    dossier.result_document = outcome.document;
    dossier.result_electronic = outcome.document != 0;
    Effect effect;
    effect.counted_on = day_counted(dossier);
    effect.delta.resolved = 1;
    effect.delta.resolved_on_time = on_time(frame, dossier) ? 1 : 0;
    const bool waits_for_result = !procedure || procedure->has_result();
    effect.delta.qualified_online = dossier.channel == procedure::Channel::online && waits_for_result && dossier.result_electronic ? 1 : 0;
    effect.details = {{"note", tidy_lines(shorten(outcome.note, words_limit))},
                      {"document", fmt::format("{}", outcome.document)},
                      {"on_time", on_time(frame, dossier)}};
    effect.message = "dossier_resolved";
    return effect;
}

Result<Effect> rate(Dossier& dossier, const Frame& frame, const Rating& rating, bool rated_before) {
    if (rating.satisfaction < 0 || rating.satisfaction > 2) return refuse_field("satisfaction", "dossier.choose_one");
    if (rated_before) return refuse(Kind::conflict, "dossier.rated_once");
    const auto* questionnaire = rating::questionnaire_on(local_day(frame.now));
    if (questionnaire) TRY(rating::check(rating.answers, *questionnaire));
    TRY(move(dossier, Action::rating, frame));
    Effect effect;
    effect.details = {{"satisfaction", rating.satisfaction}, {"words", tidy_lines(shorten(rating.words, words_limit))}};
    if (!questionnaire || rating.answers.empty()) return effect;
    boost::json::object answers;
    for (const auto& [question, points] : rating.answers) answers[question] = points;
    effect.details["questionnaire"] = questionnaire->key;
    effect.details["answers"] = std::move(answers);
    return effect;
}

Result<Effect> correct(Dossier& dossier, const Frame& frame, std::string_view what) {
    const auto said = TRY(words("what", what));
    TRY(move(dossier, Action::correction, frame));
    Effect effect;
    effect.details = {{"what", said}};
    return effect;
}

std::string hash_of(const Event& event, std::string_view hash_before) {
    return crypto::sha256_hex(fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", hash_before, event.seq, word_of(event.action),
                                          event.from_state, event.to_state, event.actor, event.actor_name, event.at.ms, event.details));
}

Event unhashed_event(const Dossier& after, Action action, std::string_view from_state, const account::Actor& actor, Instant now,
                     const Effect& effect) {
    return {after.version,
            action,
            std::string(from_state),
            std::string(word_of(after.state)),
            actor.account,
            actor.name,
            now,
            boost::json::serialize(effect.details),
            {}};
}

Event event_of(const Dossier& after, Action action, std::string_view from_state, const account::Actor& actor, Instant now,
               const Effect& effect, std::string_view hash_before) {
    auto event = unhashed_event(after, action, from_state, actor, now, effect);
    event.hash = hash_of(event, hash_before);
    return event;
}

} // namespace motcua::dossier
