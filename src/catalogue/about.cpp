#include "catalogue/views/about.hpp"
#include "catalogue/routes.hpp"

/// The pages that the foot of every page leads to: what this is, what happens with one's data, how to use it otherwise.
namespace motcua::catalogue {

namespace {

using visit::Visit;

constexpr int most_paragraphs = 9;

/// `catalogue.<name>.title`, and `catalogue.<name>.1`, `.2`, … as many as there are.
http::Response say(Visit& visit, const std::string& name) {
    std::vector<std::string> paragraphs;
    for (int number = 1; number <= most_paragraphs; ++number)
        if (const auto key = "catalogue." + name + "." + std::to_string(number); has_sentence(Locale::vi, key))
            paragraphs.push_back(visit.say(key));
    const auto title = visit.say("catalogue." + name + ".title");
    return visit.page(200, visit::Look{.title = title, .anybody = true}, [&](html::Out& out) { views::about(out, title, paragraphs); });
}

visit::Route page_at(const std::string& name) {
    return {.method = http::Method::get, .pattern = "/" + name, .access = visit::Access::anyone(), .handler = [name](Visit& visit) {
                return say(visit, name);
            }};
}

} // namespace

visit::Routes about_routes() {
    return {page_at("about"), page_at("privacy"), page_at("accessibility")};
}

} // namespace motcua::catalogue
