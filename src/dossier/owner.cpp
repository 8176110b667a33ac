#include "base/numbers.hpp"
#include "base/text.hpp"
#include "dossier/dossier.hpp"

namespace motcua::dossier {

namespace {

/// A household business and an enterprise have a tax code; an organisation may; a person has the citizen number.
void check_tax_code(Owner& owner, std::vector<FieldError>& faults) {
    if (owner.kind == OwnerKind::person) return owner.tax_code.clear();
    const bool needed = owner.kind != OwnerKind::organisation;
    if (trim(owner.tax_code).empty()) {
        owner.tax_code.clear();
        if (needed) faults.push_back({"owner.tax_code", "dossier.tax_code_needed", {}});
        return;
    }
    if (const auto code = numbers::tax_code(owner.tax_code))
        owner.tax_code = code->code;
    else
        faults.push_back({"owner.tax_code", std::string(code.error().key), code.error().arguments});
}

} // namespace

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
    check_tax_code(owner, faults);
    if (!faults.empty()) return refuse_fields(std::move(faults));
    return owner;
}

Result<Representative> checked_representative(Representative person, Day today) {
    std::vector<FieldError> faults;
    person.name = std::string(shorten(tidy(person.name), 200));
    person.ground = std::string(shorten(tidy(person.ground), 500));
    if (person.name.empty()) faults.push_back({"representative.name", "dossier.representative_needed", {}});
    if (person.ground.empty()) faults.push_back({"representative.ground", "dossier.ground_of_authority_needed", {}});
    if (const auto number = numbers::citizen_number(person.citizen_number))
        person.citizen_number = number->number;
    else
        faults.push_back({"representative.citizen_number", std::string(number.error().key), number.error().arguments});
    if (person.until && *person.until < today)
        faults.push_back({"representative.until", "dossier.authority_ended", {vi_day(*person.until)}});
    if (!faults.empty()) return refuse_fields(std::move(faults));
    return person;
}

} // namespace motcua::dossier
