#pragma once

#include "law/law.hpp"
#include "procedure/procedure.hpp"
#include "visit/visit.hpp"

#include <string>

/// What a procedure promises and asks for, in words. "Not published" is said as such and never read as free or as no limit.
/// Private to this folder.
namespace motcua::catalogue {

/// "3 ngày làm việc", "Trong ngày, nếu nộp trước 15:00"; the hour is that of the calendar in force.
std::string limit_in_words(const visit::Visit& visit, const std::optional<calendar::Limit>& limit);
/// "Miễn phí", "8.000 đồng", "Chưa công bố".
std::string fee_in_words(const visit::Visit& visit, const std::optional<Money>& fee);
/// "Cấp xã, cấp huyện".
std::string levels_in_words(const visit::Visit& visit, const procedure::Procedure& procedure);
std::string channels_in_words(const visit::Visit& visit, const procedure::Procedure& procedure);
html::Tag online_tag(const visit::Visit& visit, const procedure::Procedure& procedure);

/// Whether a dossier can be begun on this site.
bool starts_online(const procedure::Procedure& procedure);
std::string url_of(const procedure::Procedure& procedure);

} // namespace motcua::catalogue
