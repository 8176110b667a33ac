#include "form/sample.hpp"

#include "form/reading.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>

namespace motcua::form {

namespace {

class Sampler {
  public:
    Sampler(Day today, std::uint64_t seed) : today_(today), random_(seed) {}

    std::optional<boost::json::value> answer(const Field& field) {
        if (field.type == FieldType::group) return rows(field);
        if (field.type == FieldType::choices) return chosen(field);
        return boost::json::value(text(field));
    }

    bool chance(int percent) { return pick(100) < percent; }

  private:
    std::int64_t pick(std::int64_t count) { return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(count)); }
    template <class List>
    auto one_of(const List& list) {
        return list[static_cast<std::size_t>(pick(static_cast<std::int64_t>(std::size(list))))];
    }

    boost::json::value chosen(const Field& field) {
        boost::json::array some;
        for (const auto& option : field.options)
            if (chance(40)) some.emplace_back(option);
        if (some.empty()) some.emplace_back(field.options.front());
        return some;
    }

    /// Rows whose dates follow one another: every member's bounds hold for the same days.
    boost::json::value rows(const Field& group) {
        boost::json::array made;
        const auto count = 1 + pick(std::min(group.at_most, 3));
        for (int row = 0; row < count; ++row) {
            Answers answers;
            for (const auto& member : group.members)
                if (member.required || chance(60)) answers[member.key] = *answer(member);
            made.emplace_back(std::move(answers));
        }
        return made;
    }

    std::int64_t figure(const Field& field, std::int64_t otherwise_most) {
        const auto least = field.least.value_or(0);
        const auto most = std::max(least, std::min(field.most.value_or(otherwise_most), least + otherwise_most));
        return least + pick(most - least + 1);
    }

    /// A later date stands at the later end of its bounds, an earlier one at the earlier end, so that they never cross.
    Day day(const Field& field) {
        const auto least = field.least.value_or(field.most.value_or(0) - 3650);
        const auto most = field.most.value_or(least + 3650);
        const auto far = std::min<std::int64_t>(most - least, 20'000);
        if (!field.not_before.empty()) return today_ + static_cast<int>(most - pick(far / 4 + 1));
        return today_ + static_cast<int>(least + pick(far / 4 + 1));
    }

    std::string date(const Field& field) {
        const auto text = iso(day(field));
        if (field.type == FieldType::datetime) return fmt::format("{}T{:02}:{:02}", text, pick(24), pick(60));
        return text;
    }

    std::string name() {
        constexpr std::array families{"Nguyễn", "Trần", "Lê", "Phạm", "Điểu", "Thị", "Hoàng", "Nông"};
        constexpr std::array middles{"Văn", "Thị", "Minh", "Thanh", "Ngọc", "Hữu"};
        constexpr std::array names{"Lan", "Bình", "Cường", "Dung", "Hà", "Khang", "Mai", "Quân", "Sơn", "Yến"};
        return fmt::format("{} {} {}", one_of(families), one_of(middles), one_of(names));
    }

    std::string words(const Field& field) {
        auto made = field.key.ends_with("ho_ten") ? name() : fmt::format("Mẫu {}", 1 + pick(99));
        if (field.least) made = fmt::format("{:0>{}}", pick(1'000'000), static_cast<int>(*field.least));
        return made;
    }

    std::string text(const Field& field) {
        switch (field.type) {
        case FieldType::number:
            return std::to_string(figure(field, 20));
        case FieldType::money:
            return std::to_string(figure(field, 100) * 1'000'000);
        case FieldType::decimal:
            return fmt::format("{}", figure(field, 300));
        case FieldType::date:
        case FieldType::partial_date:
        case FieldType::datetime:
            return date(field);
        case FieldType::citizen_number:
            return fmt::format("0700{:02}{:06}", 40 + pick(60), pick(1'000'000));
        case FieldType::phone:
            return fmt::format("09{:08}", pick(100'000'000));
        case FieldType::email:
            return fmt::format("mau{}@example.vn", pick(1000));
        case FieldType::tax_code:
            return fmt::format("0700{:02}{:06}", 40 + pick(60), pick(1'000'000));
        case FieldType::choice:
            return one_of(field.options);
        case FieldType::yes_no:
            return chance(50) ? "yes" : "no";
        case FieldType::consent:
            return "yes";
        case FieldType::address:
        case FieldType::unit:
            return fmt::format("Thôn {}, Xã Phước Tân, Huyện Phú Riềng, Tỉnh Bình Phước", 1 + pick(9));
        default:
            return words(field);
        }
    }

    Day today_;
    std::mt19937_64 random_;
};

} // namespace

Answers sample_answers(const Form& form, const Person& person, Day today, std::uint64_t seed) {
    Sampler sampler(today, seed);
    Answers answers = prefill(form, person, today);
    for (const auto& field : form.fields) {
        if (answers.contains(field.key) || !is_asked(field, answers)) continue;
        if (field.required || sampler.chance(60)) answers[field.key] = *sampler.answer(field);
    }
    return only_asked(form, answers);
}

} // namespace motcua::form
