#include "law/life_events.hpp"

#include "base/embedded.hpp"

#include <set>
#include <stdexcept>

namespace motcua::law {

std::vector<procedure::LifeEvent> read_life_events(Source& source) {
    std::vector<procedure::LifeEvent> events;
    std::set<std::string> keys;
    for (auto& reader : rows_of(source)) {
        events.push_back({reader.text("key"), reader.text("name"), reader.text("name_en"), reader.text("hint"), reader.text("hint_en")});
        if (!keys.insert(events.back().key).second) reader.complain("key", "law.problem.twice", {"key", events.back().key});
        reader.done();
    }
    return events;
}

std::vector<procedure::LifeEvent> life_events() {
    const auto file = embedded::file("data/life_events.json");
    if (!file) throw std::logic_error("data/life_events.json is missing");
    auto source = Source::json(std::string(file->path), file->bytes);
    return read_life_events(source);
}

} // namespace motcua::law
