#include "dossier/parcel.hpp"

#include "dossier/details.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

namespace motcua::dossier {

namespace {

void follow(std::optional<Parcel>& parcel, const Event& event) {
    if (event.action == Action::dispatch) {
        const auto details = boost::json::parse(event.details).as_object();
        parcel = Parcel{text_in(details, "carrier"), text_in(details, "waybill"), event.at, Parcel::Standing::under_way, event.at, {}};
    }
    if (!parcel || parcel->standing != Parcel::Standing::under_way) return;
    if (event.action == Action::hand_over) {
        parcel->standing = Parcel::Standing::arrived;
        parcel->since = event.at;
    }
    if (event.action == Action::parcel_return) {
        parcel->standing = Parcel::Standing::returned;
        parcel->since = event.at;
        parcel->reason = text_in(boost::json::parse(event.details).as_object(), "reason");
    }
}

std::string_view key_of(Parcel::Standing standing) {
    switch (standing) {
    case Parcel::Standing::arrived:
        return "dossier.parcel.arrived";
    case Parcel::Standing::returned:
        return "dossier.parcel.returned";
    default:
        return "dossier.parcel.under_way";
    }
}

} // namespace

std::optional<Parcel> parcel_in(const std::vector<Event>& events) {
    std::optional<Parcel> parcel;
    for (const auto& event : events) follow(parcel, event);
    return parcel;
}

bool is_under_way(Store& store, const Dossier& dossier) {
    return store.events_of(dossier, Action::dispatch) > store.events_of(dossier, Action::parcel_return);
}

void add_parcel(const visit::Visit& visit, const Folder& folder, html::SummaryList& facts) {
    const auto parcel = parcel_in(folder.events);
    if (!parcel) return;
    const auto moment = [&](Instant at) { return visit.say("dossier.moment", {vi_clock(at), vi_day(local_day(at))}); };
    facts.rows.push_back({visit.say("dossier.parcel.waybill"), parcel->carrier + " · " + parcel->waybill, {}});
    facts.rows.push_back({visit.say("dossier.parcel.sent_at"), moment(parcel->sent_at), {}});
    facts.rows.push_back({visit.say("dossier.parcel.standing"),
                          visit.say(std::string(key_of(parcel->standing)), {moment(parcel->since), parcel->reason}),
                          {}});
}

std::set<Id> checked_in(const std::vector<Event>& events) {
    std::set<Id> documents;
    for (const auto& event : events) {
        if (event.action != Action::paper_check) continue;
        documents.insert(document_in(boost::json::parse(event.details).as_object()));
    }
    return documents;
}

} // namespace motcua::dossier
