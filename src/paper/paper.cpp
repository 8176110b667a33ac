#include "paper/paper.hpp"

#include "paper/letter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace motcua::paper {

namespace {

using dossier::Action;
using dossier::Event;

/// One row for each paper: which event owes it, how it is printed, how it is written.
struct Row {
    Kind kind;
    Action owed_for;
    document::PaperSize size;
    std::string (*write)(Letter);
};
constexpr std::array table{
    Row{Kind::receipt, Action::acceptance, document::PaperSize::a5, receipt},
    Row{Kind::supplement_request, Action::supplement_request, document::PaperSize::a4, supplement_request},
    Row{Kind::refusal, Action::refusal, document::PaperSize::a4, refusal},
    Row{Kind::apology, Action::apology, document::PaperSize::a4, apology},
    Row{Kind::stop_notice, Action::stop, document::PaperSize::a4, stop_notice},
    Row{Kind::control_sheet, Action::submission, document::PaperSize::a4_across, control_sheet},
};

const Row& row_of(Kind kind) {
    return table[static_cast<std::size_t>(kind)];
}

const Event* event_of(const dossier::Folder& folder, Action action, int seq) {
    const auto found = std::find_if(folder.events.rbegin(), folder.events.rend(),
                                    [&](const Event& event) { return event.action == action && (seq == 0 || event.seq == seq); });
    return found == folder.events.rend() ? nullptr : &*found;
}

/// A control sheet goes as far as history goes; before the acceptance the receipt says that the dossier came.
const Event* told_by(const dossier::Folder& folder, Kind kind, int seq) {
    if (kind == Kind::control_sheet) return folder.events.empty() ? nullptr : &folder.events.back();
    const auto* event = event_of(folder, row_of(kind).owed_for, seq);
    if (!event && kind == Kind::receipt && seq == 0) return event_of(folder, Action::submission, 0);
    return event;
}

} // namespace

document::PaperSize usual_size(Kind kind) {
    return row_of(kind).size;
}

Result<std::string> print(const Source& source, Kind kind, document::PaperSize size, int seq) {
    const auto* event = told_by(source.folder, kind, seq);
    if (!event) return refuse(motcua::Kind::not_found, "dossier.no_such_paper");
    const bool only_sent = kind == Kind::receipt && event->action == Action::submission;
    const auto title = say(only_sent ? "paper.receipt.title_submitted" : fmt::format("paper.{}.title", word_of(kind)));
    return row_of(kind).write(Letter(source, size, *event, title));
}

} // namespace motcua::paper
