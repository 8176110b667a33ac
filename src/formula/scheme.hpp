#pragma once

#include "base/enumeration.hpp"
#include "base/locale.hpp"
#include "base/time.hpp"
#include "formula/expression.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

/// An index as data says it: groups of items, each with its shares and its points. Nothing here knows any item by name.
namespace motcua::formula {

/// What becomes of an item when the denominator of one of its shares is zero. Never silently all of it.
enum class WhenZero { full, not_applicable, nothing };

/// A text in both languages.
struct Words2 {
    std::string vi, en;
    const std::string& in(Locale locale) const { return locale == Locale::en && !en.empty() ? en : vi; }
};

/// Numerator over denominator, as named facts say them.
struct Share {
    std::string name; ///< as the item's points call it
    Words2 numerator_words, denominator_words;
    Expression numerator, denominator;
    WhenZero when_zero = WhenZero::not_applicable;
    std::optional<Number> target; ///< 1 is all
};

struct Item {
    std::string code; ///< G3.3
    std::string key;  ///< ONLINE_DOSSIER: as the national portal calls it
    Words2 name;
    Words2 rule; ///< the formula in words
    Number maximum;
    std::vector<Share> shares;
    Expression points;
    std::string source;
    std::string certainty; ///< verified, partly, unverified, sample
};

struct Group {
    std::string code;
    std::string key;
    Words2 name;
    Number maximum;
    std::vector<Item> items;
};

/// A fact that no one here counts: somebody declares it, with where it comes from.
struct Declared {
    std::string name;
    Words2 words;
    std::string source; ///< where it is to be taken from
};

/// From so many hundredths of what could be reached on.
struct Band {
    Number from;
    std::string key; ///< `excellent`
    Words2 name;
};

/// One version of an index. The one of a period is the one that is valid on the period's last day.
struct Scheme {
    std::string key;     ///< 766
    std::string version; ///< 2022
    Day valid_from;
    std::optional<Day> valid_to;
    Words2 name;
    std::string source;
    std::vector<Declared> declared;
    std::vector<Group> groups;
    std::vector<Band> bands; ///< best first

    bool holds_on(Day day) const { return valid_from <= day && (!valid_to || day <= *valid_to); }
    const Item* item(std::string_view code) const;
    const Declared* declared_fact(std::string_view name) const;
};

/// The facts that the program counts by itself, for formulas to name. docs/index.md says what each is.
inline constexpr std::array counted_facts{std::string_view("received"),
                                          std::string_view("direct"),
                                          std::string_view("online"),
                                          std::string_view("post"),
                                          std::string_view("assisted"),
                                          std::string_view("qualified_online"),
                                          std::string_view("qualified_full_online"),
                                          std::string_view("of_online_services"),
                                          std::string_view("of_full_online_services"),
                                          std::string_view("carried_over"),
                                          std::string_view("ended"),
                                          std::string_view("ended_on_time"),
                                          std::string_view("in_process"),
                                          std::string_view("in_process_late"),
                                          std::string_view("in_process_on_time"),
                                          std::string_view("results"),
                                          std::string_view("electronic_results"),
                                          std::string_view("stored_results"),
                                          std::string_view("rated"),
                                          std::string_view("dissatisfied"),
                                          std::string_view("could_reuse"),
                                          std::string_view("reused"),
                                          std::string_view("with_scans"),
                                          std::string_view("procedures"),
                                          std::string_view("procedures_complete"),
                                          std::string_view("procedures_online"),
                                          std::string_view("procedures_full_online"),
                                          std::string_view("procedures_with_online_dossiers"),
                                          std::string_view("procedures_with_fee"),
                                          std::string_view("dossiers_with_fee"),
                                          std::string_view("certifying_units"),
                                          std::string_view("certifying_units_electronic")};
bool is_counted(std::string_view fact);

} // namespace motcua::formula

template <>
struct motcua::Words<motcua::formula::WhenZero> {
    static constexpr std::array words{std::string_view("full"), std::string_view("not_applicable"), std::string_view("nothing")};
};
