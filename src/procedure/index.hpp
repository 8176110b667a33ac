#pragma once

#include "procedure/procedure.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace motcua::procedure {

/// Whether one slip of a letter (wrong, missing, extra, two swapped) turns `left` into `right`, or none.
bool one_slip_apart(std::string_view left, std::string_view right);

/// An inverted index over the folded words of procedures. Rare words weigh more than common ones, a match in the short name more than
/// one in the domain, and a name that the query covers whole more than a long one that merely contains it.
class WordIndex {
  public:
    /// A query made ready: its folded words, without those that say nothing ("làm", "cho", "giấy") unless there are no others.
    struct Query {
        std::vector<std::string> words;
        std::string phrase; ///< the words in order, one space between
        bool empty() const { return words.empty(); }
    };
    using Match = std::pair<std::size_t, int>; ///< place in the order of add(), score

    void add(const Procedure& procedure);
    /// After the last add().
    void finish();

    Query query(std::string_view text) const;
    /// Best first. Every procedure that answers at least half of what the query asks, by weight, or is called so;
    /// a word that stands nowhere asks nothing.
    std::vector<Match> matches(const Query& query) const;

  private:
    struct Posting {
        std::size_t place;
        float weight; ///< of the best field that has the word
        bool in_name; ///< stands in the short name
    };
    struct Word {
        std::string text;
        std::vector<Posting> postings;
        float rarity = 0;
    };
    struct Entry {
        std::string short_name;           ///< as a phrase
        std::vector<std::string> phrases; ///< what else people call it
        float name_weight = 0;            ///< rarity of all words of the short name
    };
    /// How one entry answers, summed over the words of the query (or the best for one word).
    struct Answer {
        float found = 0;   ///< rarity of the answered words of the query
        float weight = 0;  ///< the same, by field and by how well they match
        float covered = 0; ///< rarity of the answered words of the short name
    };

    void add_words(std::string_view text, float weight, bool in_name);
    /// Adds what answers one typed word to `all`; returns the weight of the word in the query (0 when nothing is like it).
    float answer(std::string_view typed, std::vector<Answer>& all) const;
    /// How much the query is what people call it: 0 not at all, 200 its very short name.
    static int called_so(const Query& query, const Entry& entry);
    float rarity(std::string_view word) const; ///< 0 when it stands nowhere

    std::vector<Word> words_;
    std::unordered_map<std::string, std::size_t> by_text_;
    std::vector<Entry> entries_;
};

} // namespace motcua::procedure
