#include "dossier/numbering.hpp"
#include "dossier/pages.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

namespace motcua::dossier {

namespace {

/// The last part of a paper's address.
std::string_view file_of(Action action) {
    return action == Action::acceptance ? "receipt" : action == Action::stop ? "stop-notice" : word_of(action);
}

/// `Số 02/PBS`; the receipt's is its number in the register.
std::string number_of(const visit::Visit& visit, const Event& event) {
    const int number = paper_number_in(boost::json::parse(event.details).as_object());
    if (number == 0) return {};
    if (event.action == Action::acceptance) return visit.say("dossier.letter.book_number", {fmt::format("{}", number)});
    return visit.say("dossier.letter.number",
                     {fmt::format("{:02}", number), visit.say(fmt::format("dossier.series.{}", word_of(event.action)))});
}

} // namespace

std::string letter_url(std::string_view place, const Event& event) {
    if (!owes_paper(event.action)) return {};
    return fmt::format("{}/{}.pdf?event={}", place, file_of(event.action), event.seq);
}

std::vector<PaperLine> letters_of(const visit::Visit& visit, const Folder& folder, std::string_view place) {
    std::vector<PaperLine> letters;
    for (const auto& event : folder.events) {
        if (!owes_paper(event.action)) continue;
        const auto when = visit.say("dossier.moment", {vi_clock(event.at), vi_day(local_day(event.at))});
        const auto number = number_of(visit, event);
        letters.push_back({visit.say(fmt::format("dossier.letter.{}", word_of(event.action))), letter_url(place, event),
                           number.empty() ? when : number + " · " + when});
    }
    return letters;
}

} // namespace motcua::dossier
