#include "draft/stored.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace motcua::draft {

Asked asked_for(std::string_view pressed) {
    Asked asked;
    const auto gap = pressed.find(' ');
    if (gap == std::string_view::npos) return asked;
    asked.part = pressed.substr(0, gap);
    std::from_chars(pressed.data() + gap + 1, pressed.data() + pressed.size(), asked.item);
    return asked;
}

Stored::Stored(const visit::Visit& visit, const Walk& walk) : visit_(visit), walk_(walk) {
    visit.services.database.read([&](db::Tx& tx) {
        items_ = wallet::of_account(tx, walk.draft.account);
        for (const auto& paper : walk.draft.papers)
            if (auto from = wallet::taken_from(tx, walk.draft.account, paper.document)) taken_.emplace(paper.document, *std::move(from));
        return 0;
    });
}

std::string Stored::issuer_of(const wallet::Item& item) const {
    const auto* unit = visit_.law->units.find(item.issued_by);
    return unit ? unit->full_name : std::string();
}

bool Stored::is_taken(const std::string& part, Id item) const {
    return std::ranges::any_of(taken_, [&](const auto& taken) {
        const auto* paper = walk_.draft.paper(taken.first);
        return taken.second.id == item && paper && paper->part == part;
    });
}

std::vector<StoredOffer> Stored::offers(const std::string& part) const {
    std::vector<StoredOffer> offers;
    for (const auto& item : wallet::fitting(items_, walk_.draft.procedure, part, walk_.ground.today)) {
        if (is_taken(part, item.id)) continue;
        const auto* kind = wallet::paper_kind(item.kind);
        auto note = visit_.say("wallet.offer.from", {issuer_of(item), item.code});
        if (item.valid_until) note += " · " + visit_.say("wallet.offer.until", {vi_day(*item.valid_until)});
        offers.push_back(
            {fmt::format("{} {}", part, item.id),
             visit_.say("wallet.offer.take", {kind ? std::string(kind->name_in(visit_.locale)) : item.name, vi_day(item.issued_on)}),
             std::move(note), fmt::format("/me/documents/{}/file", item.id)});
    }
    return offers;
}

std::string Stored::words_of(Id document) const {
    const auto found = taken_.find(document);
    if (found == taken_.end()) return {};
    return visit_.say("wallet.reused", {found->second.name, found->second.code, issuer_of(found->second)});
}

} // namespace motcua::draft
