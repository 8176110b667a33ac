#include "procedure/index.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace motcua::procedure {

namespace {

constexpr std::size_t most_words = 12;
constexpr std::size_t most_letters = 200;
constexpr std::size_t shortest_with_slip = 4;

// What people write around the thing they look for.
constexpr std::array<std::string_view, 16> filler{"dang ky", "thu tuc", "ho so", "nhu the nao", "the nao", "o dau", "can gi", "lam",
                                                  "cho",     "cua",     "xin",   "giay",        "cap",     "toi",   "muon",   "di"};

std::vector<std::string> words_of(std::string_view folded) {
    std::vector<std::string> words;
    if (folded.empty()) return words;
    for (const auto word : split(folded, ' ')) words.emplace_back(word);
    return words;
}

/// How many words of `words` from `at` on are one of the filler phrases; 0 when none is.
std::size_t filler_at(const std::vector<std::string>& words, std::size_t at) {
    for (const auto phrase : filler) {
        const auto parts = split(phrase, ' ');
        if (at + parts.size() <= words.size() && std::equal(parts.begin(), parts.end(), words.begin() + static_cast<std::ptrdiff_t>(at)))
            return parts.size();
    }
    return 0;
}

std::string joined(const std::vector<std::string>& words) {
    std::string phrase;
    for (const auto& word : words) phrase += (phrase.empty() ? "" : " ") + word;
    return phrase;
}

/// How well a word of the index answers a typed one: 1 the same, less for a beginning or a slip, 0 not at all.
float likeness(std::string_view typed, std::string_view word) {
    if (typed == word) return 1.0F;
    if (typed.size() >= 2 && word.starts_with(typed)) return 0.75F;
    return typed.size() >= shortest_with_slip && one_slip_apart(typed, word) ? 0.6F : 0.0F;
}

bool holds_phrase(std::string_view text, std::string_view phrase) {
    const auto at = text.find(phrase);
    return at != std::string_view::npos && (at == 0 || text[at - 1] == ' ') &&
           (at + phrase.size() == text.size() || text[at + phrase.size()] == ' ');
}

} // namespace

bool one_slip_apart(std::string_view left, std::string_view right) {
    if (left.size() > right.size()) std::swap(left, right);
    if (right.size() - left.size() > 1) return false;
    std::size_t same = 0;
    while (same < left.size() && left[same] == right[same]) ++same;
    const auto left_rest = left.substr(same);
    const auto right_rest = right.substr(same);
    if (left.size() != right.size()) return left_rest == right_rest.substr(1);
    if (left_rest.empty() || left_rest.substr(1) == right_rest.substr(1)) return true;
    return left_rest.size() >= 2 && left_rest[0] == right_rest[1] && left_rest[1] == right_rest[0] &&
           left_rest.substr(2) == right_rest.substr(2);
}

WordIndex::Query WordIndex::query(std::string_view text) const {
    const auto all = words_of(fold(shorten(text, most_letters)));
    Query query;
    for (std::size_t at = 0; at < all.size() && query.words.size() < most_words;) {
        const auto skip = filler_at(all, at);
        if (skip == 0) query.words.push_back(all[at]);
        at += std::max<std::size_t>(skip, 1);
    }
    if (query.words.empty()) query.words.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), most_words)));
    query.phrase = joined(query.words);
    return query;
}

void WordIndex::add_words(std::string_view text, float weight, bool in_name) {
    const auto place = entries_.size() - 1;
    for (auto& text_word : words_of(fold(text))) {
        const auto [found, fresh] = by_text_.try_emplace(text_word, words_.size());
        if (fresh) words_.push_back({std::move(text_word), {}, 0});
        auto& postings = words_[found->second].postings;
        if (postings.empty() || postings.back().place != place) postings.push_back({place, weight, in_name});
        postings.back().weight = std::max(postings.back().weight, weight);
        postings.back().in_name |= in_name;
    }
}

void WordIndex::add(const Procedure& procedure) {
    entries_.push_back({query(procedure.short_name).phrase, {}, 0});
    add_words(procedure.short_name, 1.0F, true);
    add_words(procedure.name, 0.8F, false);
    for (const auto& words : procedure.words) {
        add_words(words, 0.75F, false);
        entries_.back().phrases.push_back(query(words).phrase);
    }
    add_words(procedure.result_name, 0.6F, false);
    add_words(procedure.domain, 0.4F, false);
    add_words(procedure.code, 1.0F, false);
}

void WordIndex::finish() {
    const auto count = static_cast<float>(entries_.size());
    for (auto& word : words_) word.rarity = std::log(1.0F + count / static_cast<float>(word.postings.size()));
    for (auto& entry : entries_)
        for (const auto& word : words_of(entry.short_name)) entry.name_weight += rarity(word);
}

float WordIndex::rarity(std::string_view word) const {
    const auto found = by_text_.find(std::string(word));
    return found == by_text_.end() ? 0 : words_[found->second].rarity;
}

float WordIndex::answer(std::string_view typed, std::vector<Answer>& all) const {
    const auto known = rarity(typed);
    auto asked = known;
    std::vector<Answer> best(entries_.size());
    std::vector<std::size_t> touched;
    for (const auto& word : words_) {
        auto like = likeness(typed, word.text);
        if (like == 0) continue;
        if (known > 0 && like < 1) like *= 0.6F; // a word that exists is seldom a slip
        const auto worth = (known > 0 ? std::min(known, word.rarity) : word.rarity) * like;
        asked = std::max(asked, worth);
        for (const auto& posting : word.postings) {
            auto& entry = best[posting.place];
            if (entry.found == 0) touched.push_back(posting.place);
            entry.found = std::max(entry.found, worth);
            entry.weight = std::max(entry.weight, worth * posting.weight);
            if (posting.in_name) entry.covered = std::max(entry.covered, word.rarity * like);
        }
    }
    for (const auto place : touched) {
        all[place].found += best[place].found;
        all[place].weight += best[place].weight;
        all[place].covered += best[place].covered;
    }
    return asked;
}

int WordIndex::called_so(const Query& query, const Entry& entry) {
    const auto called = [&](const auto& test) { return std::any_of(entry.phrases.begin(), entry.phrases.end(), test); };
    if (entry.short_name == query.phrase) return 200;
    if (called([&](const std::string& phrase) { return phrase == query.phrase; })) return 160;
    if (holds_phrase(query.phrase, entry.short_name)) return 120;
    if (called([&](const std::string& phrase) { return phrase.contains(' ') && holds_phrase(query.phrase, phrase); })) return 100;
    if (holds_phrase(entry.short_name, query.phrase)) return 20;
    return called([&](const std::string& phrase) { return holds_phrase(phrase, query.phrase); }) ? 10 : 0;
}

std::vector<WordIndex::Match> WordIndex::matches(const Query& query) const {
    std::vector<Answer> answers(entries_.size());
    float asked = 0;
    for (const auto& word : query.words) asked += answer(word, answers);
    std::vector<Match> matches;
    for (std::size_t place = 0; place < answers.size(); ++place) {
        const auto& [found, weight, covered] = answers[place];
        if (found == 0) continue;
        const auto called = called_so(query, entries_[place]);
        if (called == 0 && found * 2 < asked) continue;
        const auto coverage = std::min(covered / std::max(entries_[place].name_weight, 0.001F), 1.0F);
        matches.emplace_back(place, called * 100 + static_cast<int>(10'000 * weight / asked * (0.6F + 0.4F * coverage)));
    }
    std::sort(matches.begin(), matches.end(),
              [](const Match& a, const Match& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
    return matches;
}

} // namespace motcua::procedure
