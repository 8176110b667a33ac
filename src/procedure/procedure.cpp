#include "procedure/procedure.hpp"

#include "procedure/index.hpp"

#include <algorithm>
#include <tuple>

namespace motcua::procedure {

namespace {

bool valid(const Procedure& procedure, Day day) {
    return procedure.valid_from <= day && (!procedure.valid_to || day <= *procedure.valid_to);
}

bool passes(const Procedure& procedure, const Filter& filter) {
    const auto has = [](const auto& list, const auto& value) { return std::find(list.begin(), list.end(), value) != list.end(); };
    return (filter.domain.empty() || procedure.domain == filter.domain) && (!filter.level || has(procedure.levels, *filter.level)) &&
           (filter.life_event.empty() || has(procedure.life_events, filter.life_event)) &&
           (!filter.online_only || procedure.offers(Channel::online));
}

} // namespace

bool Procedure::offers(Channel channel) const {
    return std::find(channels.begin(), channels.end(), channel) != channels.end();
}

/// Procedures stand by domain, name and version, so that a list needs no sorting; the index speaks of them by place.
struct Catalogue::Index {
    std::vector<Procedure> procedures;
    std::unordered_map<std::string, std::vector<std::size_t>> by_code; ///< newest version first
    WordIndex words;

    explicit Index(std::vector<Procedure> all) : procedures(std::move(all)) {
        std::sort(procedures.begin(), procedures.end(), [](const Procedure& a, const Procedure& b) {
            return std::tie(a.domain, a.name, a.code, a.version) < std::tie(b.domain, b.name, b.code, b.version);
        });
        for (std::size_t place = 0; place < procedures.size(); ++place) by_code[procedures[place].code].push_back(place);
        for (auto& [code, places] : by_code)
            std::sort(places.begin(), places.end(), [&](auto a, auto b) { return procedures[a].version > procedures[b].version; });
        for (const auto& procedure : procedures) words.add(procedure);
        words.finish();
    }

    const Procedure* newest(std::string_view code, Day day) const {
        const auto found = by_code.find(std::string(code));
        if (found == by_code.end()) return nullptr;
        for (const auto place : found->second)
            if (valid(procedures[place], day)) return &procedures[place];
        return nullptr;
    }

    bool offered(const Procedure& procedure, const Filter& filter, Day day) const {
        return valid(procedure, day) && passes(procedure, filter) && newest(procedure.code, day) == &procedure;
    }
};

Catalogue::Catalogue() : Catalogue(std::vector<Procedure>{}) {}
Catalogue::Catalogue(std::vector<Procedure> procedures) : index_(std::make_unique<Index>(std::move(procedures))) {}
Catalogue::~Catalogue() = default;
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;

const Procedure* Catalogue::find(std::string_view code, Day day) const {
    return index_->newest(code, day);
}

const Procedure* Catalogue::version(std::string_view code, int version) const {
    const auto found = index_->by_code.find(std::string(code));
    if (found == index_->by_code.end()) return nullptr;
    for (const auto place : found->second)
        if (index_->procedures[place].version == version) return &index_->procedures[place];
    return nullptr;
}

std::vector<const Procedure*> Catalogue::valid_on(Day day) const {
    std::vector<const Procedure*> found;
    for (const auto& procedure : index_->procedures)
        if (index_->offered(procedure, {}, day)) found.push_back(&procedure);
    return found;
}

std::vector<std::string> Catalogue::domains(Day day) const {
    std::vector<std::string> found;
    for (const auto* procedure : valid_on(day))
        if (found.empty() || found.back() != procedure->domain) found.push_back(procedure->domain);
    return found;
}

std::vector<Hit> Catalogue::search(std::string_view text, const Filter& filter, Day day, std::size_t limit) const {
    std::vector<Hit> hits;
    const auto offered = [&](std::size_t place) { return index_->offered(index_->procedures[place], filter, day); };
    const auto query = index_->words.query(text);
    if (query.empty()) {
        for (std::size_t place = 0; place < index_->procedures.size() && hits.size() < limit; ++place)
            if (offered(place)) hits.push_back({&index_->procedures[place], 0});
        return hits;
    }
    for (const auto& [place, score] : index_->words.matches(query)) { // best first: filter until there are enough
        if (hits.size() == limit) break;
        if (offered(place)) hits.push_back({&index_->procedures[place], score});
    }
    return hits;
}

} // namespace motcua::procedure
