#pragma once

#include "demo/phrases.hpp"
#include "visit/visit.hpp"

#include <array>
#include <string>

namespace motcua::demo {

/// The papers of all dossiers that were written in bulk: a few real PDF that say of themselves that they are samples.
struct Samples {
    std::array<Id, 8> papers{};
    Id result = 0;

    Id paper(std::size_t number) const { return papers[number % papers.size()]; }
};

/// A printable sample paper with its number.
std::string sample_pdf(const Phrases& words, std::size_t number);
Samples make_samples(const visit::Services& services, const Phrases& words, Instant at);

} // namespace motcua::demo
