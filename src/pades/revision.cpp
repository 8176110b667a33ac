#include "pades/revision.hpp"

#include "base/crypto.hpp"

#include <fmt/format.h>
#include <qpdf/QUtil.hh>

#include <charconv>

namespace motcua::pades {

namespace {

std::unexpected<Error> no_pdf() {
    return refuse(Kind::invalid, "pades.not_pdf");
}

/// The number behind the last `startxref`.
std::size_t last_table_of(std::string_view pdf) {
    constexpr std::string_view name = "startxref";
    const auto at = pdf.rfind(name);
    if (at == std::string_view::npos) return 0;
    auto rest = pdf.substr(at + name.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(" \r\n\t"), rest.size()));
    std::size_t place = 0;
    std::from_chars(rest.data(), rest.data() + rest.size(), place);
    return place < pdf.size() ? place : 0;
}

std::string big_endian(std::size_t value, int bytes) {
    std::string out;
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xff);
    return out;
}

std::string object_head(int number, int generation) {
    return fmt::format("{} {} obj\n", number, generation);
}

} // namespace

Result<std::unique_ptr<Revision>> Revision::of(std::string_view pdf) {
    std::unique_ptr<Revision> revision(new Revision(pdf));
    TRY(revision->read());
    if (revision->bytes_.back() != '\n') revision->bytes_ += '\n';
    return revision;
}

Result<void> Revision::read() {
    if (!before_.starts_with("%PDF-")) return no_pdf();
    document_.setSuppressWarnings(true);
    document_.setAttemptRecovery(false); // what is appended leans on the table that is there
    try {
        document_.processMemoryFile("", before_.data(), before_.size());
        return read_structure();
    } catch (const QPDFExc& trouble) {
        return trouble.getErrorCode() == qpdf_e_password ? refuse(Kind::invalid, "pades.encrypted") : no_pdf();
    } catch (const std::exception&) { // qpdf's word for a structure that is not what it says
        return no_pdf();
    }
}

Result<void> Revision::read_structure() {
    if (document_.isEncrypted()) return refuse(Kind::invalid, "pades.encrypted");
    auto catalogue = root();
    if (catalogue.getKey("/Perms").isDictionary() && catalogue.getKey("/Perms").hasKey("/DocMDP"))
        return refuse(Kind::invalid, "pades.locked");
    if (catalogue.getKey("/AcroForm").isDictionary() && catalogue.getKey("/AcroForm").hasKey("/XFA"))
        return refuse(Kind::invalid, "pades.dynamic_form");
    const auto& pages = document_.getAllPages();
    if (pages.empty() || !pages.front().isIndirect()) return no_pdf();
    page_ = pages.front();
    next_ = std::max(document_.getTrailer().getKey("/Size").getIntValueAsInt(), static_cast<int>(document_.getObjectCount()) + 1);
    last_table_ = last_table_of(before_);
    if (last_table_ == 0) return no_pdf();
    by_stream_ = !before_.substr(last_table_).starts_with("xref");
    return {};
}

void Revision::add(int number, int generation, std::string_view body) {
    places_[number] = {generation, bytes_.size()};
    bytes_ += object_head(number, generation);
    bytes_.append(body).append("\nendobj\n");
}

std::size_t Revision::next_body(int number, int generation) const {
    return bytes_.size() + object_head(number, generation).size();
}

std::string Revision::trailer_entries(int size) {
    auto trailer = document_.getTrailer();
    auto entries = fmt::format("/Size {} /Root {} /Prev {}", size, trailer.getKey("/Root").unparse(), last_table_);
    if (trailer.getKey("/Info").isIndirect()) entries += " /Info " + trailer.getKey("/Info").unparse();
    auto id = trailer.getKey("/ID");
    if (!id.isArray() || id.getArrayNItems() != 2) return entries;
    const auto digest = crypto::sha256_hex(before_).substr(0, 32);
    return entries + fmt::format(" /ID [{} <{}>]", id.getArrayItem(0).unparse(), digest);
}

std::string Revision::table() {
    std::string text = "xref\n";
    for (const auto& [number, place] : places_) text += fmt::format("{} 1\n{:010} {:05} n \n", number, place.second, place.first);
    return text + "trailer\n<< " + trailer_entries(next_) + " >>\n";
}

/// Files whose table is a stream go on with a stream, which names itself too.
std::string Revision::stream_table(int number) {
    auto places = places_;
    places[number] = {0, bytes_.size()};
    std::string index, rows;
    for (const auto& [object, place] : places) {
        index += fmt::format("{} 1 ", object);
        rows += '\1' + big_endian(place.second, 5) + big_endian(static_cast<std::size_t>(place.first), 2);
    }
    return object_head(number, 0) +
           fmt::format("<< /Type /XRef {} /W [1 5 2] /Index [{}] /Length {} >>\nstream\n", trailer_entries(number + 1), index,
                       rows.size()) +
           rows + "\nendstream\nendobj\n";
}

std::string Revision::finish() {
    const auto place = bytes_.size();
    bytes_ += by_stream_ ? stream_table(new_number()) : table();
    bytes_ += fmt::format("startxref\n{}\n%%EOF\n", place);
    return std::move(bytes_);
}

} // namespace motcua::pades
