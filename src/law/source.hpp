#pragma once

#include "base/enumeration.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "law/json_lines.hpp"
#include "law/problem.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::law {

/// One data file that was read: its values, where each stands, and what is wrong with it.
class Source {
  public:
    /// A text that is no JSON gives an unreadable source that says where it breaks.
    static Source json(std::string name, std::string_view text);
    /// Values that come from elsewhere, each element of the array with the line it stands on (CSV rows, database rows).
    static Source rows(std::string name, boost::json::array rows, std::vector<int> lines);

    /// Nothing but what is wrong: its value is null.
    static Source unreadable(std::string name, int line, std::string code, std::vector<std::string> arguments);

    const std::string& name() const { return name_; }
    const boost::json::value& value() const { return value_; }
    bool readable() const { return !value_.is_null() || problems_.empty(); }
    const std::vector<Problem>& problems() const { return problems_; }
    int line(std::string_view pointer) const;
    /// Whether nothing was complained about at `pointer` or below it.
    bool sound(std::string_view pointer) const;

    void complain(std::string_view pointer, std::string code, std::vector<std::string> arguments = {});

  private:
    explicit Source(std::string name) : name_(std::move(name)) {}

    std::string name_;
    boost::json::value value_;
    std::optional<JsonLines> lines_;
    std::vector<int> row_lines_;
    std::vector<Problem> problems_;
    std::vector<std::string> pointers_; ///< of each problem
};

/// Reads the keys of one object of a source and complains about what it does not find as it should be. Keys that nobody asked for are
/// complained about by done(). After a complaint the returned value is empty.
class Reader {
  public:
    Reader(Source& source, const boost::json::value& value, std::string pointer);

    std::string text(std::string_view key);        ///< must be there and not empty
    std::string text_if_any(std::string_view key); ///< absent and null are empty
    /// A text that must be one of `known`.
    std::string known_text(std::string_view key, std::span<const std::string_view> known);
    std::optional<std::int64_t> number(std::string_view key); ///< absent and null are nothing
    bool yes(std::string_view key);                           ///< absent is no
    std::optional<Day> day_if_any(std::string_view key);
    Day day(std::string_view key);
    /// `15:00` → minutes of the day.
    int minute(std::string_view key);
    std::vector<std::string> texts(std::string_view key);         ///< absent is none
    std::optional<Reader> object(std::string_view key);           ///< absent and null are nothing
    std::vector<Reader> objects(std::string_view key);            ///< absent is none
    bool has(std::string_view key) const;                         ///< there and not null
    void pass_over(std::string_view key) { asked_.emplace(key); } ///< whatever it is, done() says nothing of it

    template <Worded E>
    E word(std::string_view key) {
        return word_in<E>(text(key), key).value_or(E{});
    }
    template <Worded E>
    std::vector<E> words(std::string_view key) {
        std::vector<E> all;
        for (const auto& one : texts(key))
            if (const auto found = word_in<E>(one, key)) all.push_back(*found);
        return all;
    }

    void complain(std::string_view key, std::string code, std::vector<std::string> arguments = {});
    /// Why the whole row was refused elsewhere: the refusal, or each of its fields.
    void complain(const Error& refusal);
    void done();
    const std::string& pointer() const { return pointer_; }
    Source& source() const { return *source_; }
    /// What complaints there are in the source by now; compare before and after to know whether this object is sound.
    std::size_t complaints() const { return source_->problems().size(); }

  private:
    const boost::json::value* find(std::string_view key);
    void complain_unknown(std::string_view key, const std::string& word, std::span<const std::string_view> known);

    template <Worded E>
    std::optional<E> word_in(const std::string& word, std::string_view key) {
        const auto found = from_word<E>(word);
        if (!found && !word.empty()) complain_unknown(key, word, Words<E>::words);
        return found;
    }

    Source* source_;
    const boost::json::object* object_;
    std::string pointer_;
    std::set<std::string, std::less<>> asked_;
};

/// A reader for each element of a source that is a list; complains when it is none.
std::vector<Reader> rows_of(Source& source);

} // namespace motcua::law
