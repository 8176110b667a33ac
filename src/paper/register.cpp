#include "base/csv.hpp"
#include "dossier/numbering.hpp"
#include "paper/letter.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

namespace motcua::paper {

namespace {

/// The columns of the form, with their widths on a page.
struct Column {
    std::string_view key;
    double share;
};
constexpr std::array columns{Column{"copies", 4},   Column{"procedure", 13}, Column{"owner", 10}, Column{"address", 12},
                             Column{"unit", 8},     Column{"accepted", 8},   Column{"due", 8},    Column{"returned", 8},
                             Column{"delivery", 7}, Column{"signed", 8},     Column{"note", 7}};

std::string day_or_nothing(const std::optional<Instant>& at) {
    return at ? vi_day(local_day(*at)) : std::string();
}

boost::json::object object_of(const std::string& text) {
    return text.empty() ? boost::json::object() : boost::json::parse(text).as_object();
}

/// How a dossier ended that was not returned.
std::string note_of_line(const dossier::RegisterLine& line) {
    const bool told = dossier::is_end(line.state) && line.state != dossier::State::returned;
    return told ? say(fmt::format("dossier.state.{}", word_of(line.state))) : "";
}

/// One line in the order of `columns`, without number and code.
std::vector<std::string> cells_of(const Register& source, const dossier::RegisterLine& line) {
    const auto* procedure = source.law.procedures.version(line.procedure, line.procedure_version);
    return {"1",
            procedure ? procedure->short_name : line.procedure,
            line.owner_name,
            line.owner_address + (line.owner_address.empty() || line.owner_phone.empty() ? "" : "\n") + line.owner_phone,
            source.law.units.find(source.unit)->name,
            vi_day(local_day(line.accepted_at)),
            day_or_nothing(line.due_at),
            day_or_nothing(line.returned_at),
            say(fmt::format("paper.delivery.{}", word_of(line.delivery))),
            text_in(object_of(line.hand_over), "to"),
            note_of_line(line)};
}

int number_of(const dossier::RegisterLine& line) {
    return dossier::paper_number_in(object_of(line.acceptance));
}

std::string code_cell(const dossier::RegisterLine& line) {
    const int number = number_of(line);
    return number == 0 ? line.code : line.code + "\n" + say("paper.register.number", {fmt::format("{}", number)});
}

void add_table(document::Pdf& pdf, const Register& source) {
    std::vector<std::string> heads{say("paper.register.line"), say("paper.register.code")};
    std::vector<double> shares{4, 17};
    for (const auto& column : columns) {
        heads.push_back(say(fmt::format("paper.register.{}", column.key)));
        shares.push_back(column.share);
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& line : source.lines) {
        rows.push_back({fmt::format("{}", rows.size() + 1), code_cell(line)});
        for (auto& cell : cells_of(source, line)) rows.back().push_back(std::move(cell));
    }
    pdf.table(heads, rows, shares);
}

} // namespace

std::string print(const Register& source) {
    const auto& unit = *source.law.units.find(source.unit);
    const auto office = office_of(source.law.units, source.unit);
    document::Pdf pdf(document::PaperSize::a4_across, say("paper.register.title"), local_instant(source.to, 0));
    pdf.letterhead(office.authority, say("paper.desk"), say("paper.register.book", {fmt::format("{}", civil(source.from).year)}),
                   say("paper.place_day", {office.place, long_day(source.to)}));
    pdf.title(say("paper.register.title") + "\n" + say("paper.register.span", {vi_day(source.from), vi_day(source.to)}));
    if (source.lines.empty())
        pdf.paragraph(say("paper.register.none"));
    else
        add_table(pdf, source);
    pdf.note(say("paper.register.sum", {fmt::format("{}", source.lines.size())}));
    pdf.qr(fmt::format("{}/desk/register.pdf?unit={}&from={}&to={}", source.public_url, unit.identifier, iso(source.from), iso(source.to)),
           {say("paper.register.open"), office.authority});
    if (source.demo) pdf.note(say("paper.demo"));
    return pdf.finish();
}

std::string csv_of(const Register& source) {
    std::vector<std::string> heads{say("paper.register.line"), say("paper.register.number_head"), say("paper.register.code")};
    for (const auto& column : columns) heads.push_back(say(fmt::format("paper.register.{}", column.key)));
    std::string text(csv::mark);
    text += csv::line(heads);
    int count = 0;
    for (const auto& line : source.lines) {
        const int number = number_of(line);
        std::vector<std::string> row{fmt::format("{}", ++count), number == 0 ? "" : fmt::format("{}", number), line.code};
        for (const auto& cell : cells_of(source, line)) row.push_back(csv::harmless(cell));
        text += csv::line(row);
    }
    return text;
}

} // namespace motcua::paper
