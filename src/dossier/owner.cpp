#include "base/numbers.hpp"
#include "base/text.hpp"
#include "dossier/dossier.hpp"

namespace motcua::dossier {

Result<Owner> checked_owner(Owner owner) {
    std::vector<FieldError> faults;
    owner.name = std::string(shorten(tidy(owner.name), 200));
    owner.email = std::string(shorten(tidy(owner.email), 200));
    owner.address = std::string(shorten(tidy(owner.address), 500));
    if (owner.name.empty()) faults.push_back({"owner.name", "dossier.owner_needed", {}});
    if (!trim(owner.citizen_number).empty()) {
        if (const auto number = numbers::citizen_number(owner.citizen_number))
            owner.citizen_number = number->number;
        else
            faults.push_back({"owner.citizen_number", std::string(number.error().key), number.error().arguments});
    }
    if (!trim(owner.phone).empty()) {
        if (const auto phone = numbers::phone(owner.phone))
            owner.phone = phone->number;
        else
            faults.push_back({"owner.phone", std::string(phone.error().key), phone.error().arguments});
    }
    if (!faults.empty()) return refuse_fields(std::move(faults));
    return owner;
}

} // namespace motcua::dossier
