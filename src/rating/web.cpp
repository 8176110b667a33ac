#include "rating/looking.hpp"
#include "rating/pages.hpp"
#include "rating/routes.hpp"
#include "rating/views/ratings.hpp"

#include <fmt/format.h>

namespace motcua::rating {

namespace {

std::string name_of(const visit::Visit& visit, const Asked& asked, const Sum& sum) {
    const auto* question = asked.questionnaire->find(sum.question);
    return question ? std::string(question->text_in(visit.locale)) : visit.say("rating.satisfaction");
}

/// `1,75`, as people in the reader's language write it.
std::string average_of(const visit::Visit& visit, const Sum& sum) {
    if (sum.answers() == 0) return "–";
    auto text = fmt::format("{:.2f}", sum.average());
    if (visit.locale == Locale::vi) text.replace(text.find('.'), 1, ",");
    return text;
}

html::Table table_of(const visit::Visit& visit, const Asked& asked) {
    html::Table table{.caption = visit.say("rating.sums"), .heads = {}, .rows = {}, .dense = true};
    for (const auto* key : {"question", "average", "answers", "twos", "ones", "zeros"})
        table.heads.push_back({.text = visit.say(fmt::format("rating.head.{}", key)), .number = !table.heads.empty()});
    const auto number = [](std::int64_t value) { return html::Cell{.text = fmt::format("{}", value), .number = true}; };
    for (const auto& sum : asked.sums)
        table.rows.push_back({{name_of(visit, asked, sum)},
                              {.text = average_of(visit, sum), .number = true},
                              number(sum.answers()),
                              number(sum.twos),
                              number(sum.ones),
                              number(sum.zeros)});
    return table;
}

http::Response ratings_page(visit::Visit& visit) {
    const auto found = asked(visit);
    if (!found) return visit.refuse(found.error());
    const RatingsPage page{found->unit->full_name, visit.say("rating.span", {vi_day(found->from), vi_day(found->to)}),
                           table_of(visit, *found), found->questionnaire->ground};
    const visit::Look look{.title = visit.say("rating.title"), .back = html::Link{visit.say("rating.back"), "/today"}, .wide = true};
    return visit.page(200, look, [&](html::Out& out) { views::ratings(out, page); });
}

} // namespace

visit::Routes web_routes() {
    return {{http::Method::get, "/desk/ratings", leading(), ratings_page}};
}

} // namespace motcua::rating
