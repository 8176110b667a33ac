#include "paper/downloads.hpp"
#include "paper/routes.hpp"

#include <fmt/format.h>

namespace motcua::paper {

namespace {

constexpr std::array<std::string_view, Words<Kind>::words.size()> summaries{"Download the receipt",     "Download the supplement request",
                                                                            "Download the refusal",     "Download the apology",
                                                                            "Download the stop notice", "Download the control sheet"};

http::Response get_register(const visit::Visit& visit) {
    auto made = register_csv(visit);
    return made ? *std::move(made) : visit.refuse(made.error());
}

} // namespace

visit::Routes api_routes() {
    using enum http::Method;
    const auto staff = visit::Access::any_of(case_roles());
    visit::Routes routes{{get, "/api/v1/register.csv", staff, get_register, {}, "Download the register of a unit"}};
    for (std::size_t index = 0; index < summaries.size(); ++index) {
        const auto kind = static_cast<Kind>(index);
        routes.push_back({get,
                          fmt::format("/api/v1/dossiers/{{code}}/{}.pdf", word_of(kind)),
                          kind == Kind::control_sheet ? staff : visit::Access::signed_in(),
                          [kind](const visit::Visit& visit) { return download(visit, kind); },
                          {},
                          std::string(summaries[index])});
    }
    return routes;
}

} // namespace motcua::paper
