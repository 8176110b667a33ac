#include "campaign/csv.hpp"

#include "base/csv.hpp"

#include <fmt/format.h>

namespace motcua::campaign {

namespace {

std::string hundredths(int basis_points) {
    const int amount = std::abs(basis_points);
    return fmt::format("{}{}.{:02}", basis_points < 0 ? "-" : "", amount / 100, amount % 100);
}

std::string row_of(std::string_view code, std::string_view name, const Line& line) {
    const auto& sum = line.sum;
    const auto rate = line.rate();
    return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n", csv_text(code), csv_text(name),
                       line.rank == 0 ? "" : fmt::format("{}", line.rank), sum.received(), sum.online, sum.direct, sum.post, sum.assisted,
                       sum.qualified_online, sum.online, rate.exists() ? hundredths(rate.basis_points()) : "", hundredths(line.target),
                       rate.exists() ? hundredths(line.gap()) : "");
}

std::string_view code_of_line(const Line& line) {
    return line.of == Line::Of::procedure ? std::string_view(line.procedure) : std::string_view(line.unit->code);
}

} // namespace

std::string csv_text(std::string_view text) {
    return csv::cell(csv::harmless(text));
}

std::string csv_of(const Board& board, Locale locale) {
    std::string text(csv::mark);
    constexpr std::string_view keys[] = {
        "campaign.csv.code",      "campaign.column.name", "campaign.column.rank",     "campaign.column.received",  "campaign.column.online",
        "campaign.column.direct", "campaign.column.post", "campaign.column.assisted", "campaign.column.qualified", "campaign.csv.numerator",
        "campaign.csv.rate",      "campaign.csv.target",  "campaign.csv.gap"};
    for (const auto key : keys) text += (key == keys[0] ? "" : ",") + csv_text(sentence(locale, key));
    text += "\r\n";
    for (const auto& line : board.procedures.empty() ? board.units : board.procedures) text += row_of(code_of_line(line), line.name, line);
    text += row_of(board.scope.unit->code, sentence(locale, "campaign.totals"), board.totals);
    return text;
}

} // namespace motcua::campaign
