#include "digitising/digitising.hpp"

#include <algorithm>

namespace motcua::digitising {

bool has(const std::vector<Scan>& scans, std::string_view part) {
    return std::ranges::any_of(scans, [&](const Scan& scan) { return scan.part == part; });
}

Extent extent(const std::vector<std::string>& parts, const std::vector<Scan>& scans, bool all_signed) {
    const auto done = std::ranges::count_if(parts, [&](const std::string& part) { return has(scans, part); });
    if (done == 0) return Extent::none;
    if (done < static_cast<std::ptrdiff_t>(parts.size())) return Extent::partly;
    return all_signed ? Extent::signed_ : Extent::whole;
}

Result<std::vector<Given>> checked(const std::vector<std::string>& parts, std::vector<Given> given) {
    std::erase_if(given, [](const Given& one) { return one.documents.empty(); });
    std::vector<FieldError> faults;
    for (const auto& one : given) {
        if (std::ranges::find(parts, one.part) == parts.end())
            faults.push_back({"file." + one.part, "digitising.came_electronically", {}});
        else if (!from_word<Source>(one.source))
            faults.push_back({"source." + one.part, "digitising.choose_source", {}});
    }
    if (given.empty() && !parts.empty()) faults.push_back({"file." + parts.front(), "digitising.no_file", {}});
    if (!faults.empty()) return refuse_fields(std::move(faults));
    if (given.empty()) return refuse(Kind::conflict, "digitising.came_electronically");
    return given;
}

} // namespace motcua::digitising
