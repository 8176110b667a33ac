#pragma once

#include "base/enumeration.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "calendar/calendar.hpp"
#include "deadline/rule_set.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace motcua::procedure {

/// Kênh thực hiện: at the counter, online, by public post. The numbers of the national portal are 1, 2, 3.
enum class Channel { direct, online, post };
/// Mức độ dịch vụ công trực tuyến: toàn trình, một phần, cung cấp thông tin.
enum class OnlineLevel { full, partial, information };
/// The level of government that resolves it.
enum class Level { province, district, commune };

/// One paper a procedure asks for (thành phần hồ sơ).
struct Part {
    std::string key; ///< stable within the procedure, in URLs: `part-1`
    std::string name;
    bool required = false;
};

/// Whose opinion is asked while a step runs (lấy ý kiến phối hợp): another unit, by its identifier, and who answers there.
struct Ask {
    std::string unit; ///< empty: the unit that does the step
    std::string role; ///< account::Role word
    int hours = 0;    ///< working hours to answer in
    bool operator==(const Ask&) const = default;
};

/// A step of the inner workflow (quy trình nội bộ): who does it and its share of the limit. src/workflow says what the steps mean together.
struct Step {
    std::string key;                    ///< `check`, `appraise`, `sign`
    std::string name;                   ///< Vietnamese
    std::string role;                   ///< account::Role word
    int share = 0;                      ///< percent of the limit; no way through the steps takes more than 100
    std::string unit = {};              ///< identifier of the unit that does it; empty: the unit that received the dossier
    std::vector<std::string> next = {}; ///< keys of the steps it may lead to, or `end`; empty: the next of the list, the end after the last
    std::vector<std::string> back = {}; ///< keys of the steps it may be sent back to; empty: as src/workflow says
    std::vector<Ask> asks = {};         ///< all at the same time
    bool operator==(const Step&) const = default;
};

/// Something that happens in a life (sự kiện đời sống) and gathers procedures.
struct LifeEvent {
    std::string key; ///< `birth`
    std::string name, name_en;
    std::string hint, hint_en;
};

/// One version of a procedure (thủ tục hành chính, TTHC) as published by a decision.
struct Procedure {
    std::string code; ///< 1.001193
    int version = 1;
    Day valid_from;
    std::optional<Day> valid_to;
    std::string name;
    std::string short_name;
    std::string domain; ///< lĩnh vực
    std::vector<Level> levels;
    std::vector<std::string> audiences;
    std::string decision;                 ///< quyết định công bố
    std::optional<calendar::Limit> limit; ///< nothing: not published
    std::string limit_note;
    std::optional<deadline::Resumption> after_pause; ///< nothing: as the rule set says
    std::optional<Money> fee;                        ///< nothing: not published, which is not free
    std::optional<Money> fee_online;
    std::string fee_note;
    OnlineLevel online_level = OnlineLevel::information;
    std::vector<Channel> channels;
    std::vector<Part> parts;
    std::string form;        ///< form key
    std::string result_name; ///< empty: no result paper
    std::string result_code; ///< KQ.G15.000031; empty: not published
    std::vector<std::string> other_result_codes;
    std::vector<Step> steps;
    std::vector<std::string> life_events; ///< keys: birth, marriage, home, …
    std::vector<std::string> words;       ///< what else people call it, for the search
    std::string certainty;                ///< verified, partly, unverified, sample
    std::vector<std::string> remarks;     ///< of the editors of the data, never shown to citizens

    bool has_result() const { return !result_name.empty(); }
    bool offers(Channel channel) const;
};

struct Filter {
    std::string_view domain = {};
    std::optional<Level> level = {};
    std::string_view life_event = {};
    bool online_only = false;
};

struct Hit {
    const Procedure* procedure;
    int score;
};

/// Every version of every procedure, and the search over those valid on a day. Immutable, thread-safe.
class Catalogue {
  public:
    Catalogue();
    explicit Catalogue(std::vector<Procedure> procedures);
    ~Catalogue();
    Catalogue(Catalogue&&) noexcept;
    Catalogue& operator=(Catalogue&&) noexcept;

    const Procedure* find(std::string_view code, Day day) const;
    const Procedure* version(std::string_view code, int version) const;
    std::vector<const Procedure*> valid_on(Day day) const; ///< by domain, then name
    std::vector<std::string> domains(Day day) const;

    /// Finds by the words typed: without or with diacritics, one slip of a letter a word, in any order; best first.
    /// An empty text lists all that pass the filter. At most 5 ms for 10,000 procedures.
    std::vector<Hit> search(std::string_view text, const Filter& filter, Day day, std::size_t limit) const;

  private:
    struct Index;
    std::unique_ptr<Index> index_;
};

} // namespace motcua::procedure

template <>
struct motcua::Words<motcua::procedure::Channel> {
    static constexpr std::array words{std::string_view("direct"), std::string_view("online"), std::string_view("post")};
};
template <>
struct motcua::Words<motcua::procedure::OnlineLevel> {
    static constexpr std::array words{std::string_view("full"), std::string_view("partial"), std::string_view("information")};
};
template <>
struct motcua::Words<motcua::procedure::Level> {
    static constexpr std::array words{std::string_view("province"), std::string_view("district"), std::string_view("commune")};
};
