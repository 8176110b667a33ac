#include "pades/signing.hpp"

#include "base/crypto.hpp"
#include "pades/cms.hpp"
#include "pades/revision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace motcua::pades {

namespace {

constexpr std::string_view range_room = "/ByteRange [0 0000000000 0000000000 0000000000]";
constexpr int printed_and_locked = 132; ///< flags of an annotation: bits 3 and 8

std::string pdf_text(const std::string& utf8) {
    return QPDFObjectHandle::newUnicodeString(utf8).unparse();
}

/// `D:20220711150000+07'00'`
std::string pdf_time(Instant at) {
    const auto date = civil(local_day(at));
    const int minute = local_minute(at);
    const auto second = at.ms / 1000 % 60;
    return fmt::format("(D:{:04}{:02}{:02}{:02}{:02}{:02}+07'00')", date.year, date.month, date.day, minute / 60, minute % 60, second);
}

/// The signature's dictionary with room for the message, and where in it the room and the range stand.
struct Dictionary {
    std::string body;
    std::size_t range_at = 0;
    std::size_t message_at = 0; ///< of the `<`
    std::size_t message_end = 0;
};

Dictionary dictionary_of(const Key& key, const Signing& about) {
    Dictionary made;
    made.body = "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M " + pdf_time(about.at);
    if (!key.certificate().name.empty()) made.body += " /Name " + pdf_text(key.certificate().name);
    if (!about.reason.empty()) made.body += " /Reason " + pdf_text(about.reason);
    if (!about.location.empty()) made.body += " /Location " + pdf_text(about.location);
    made.body += ' ';
    made.range_at = made.body.size();
    made.body += range_room;
    made.body += " /Contents ";
    made.message_at = made.body.size();
    made.body += '<' + std::string(2 * room_for_message(key), '0') + '>';
    made.message_end = made.body.size();
    made.body += " >>";
    return made;
}

/// A dictionary's text with some entries replaced or added.
std::string unparsed_with(QPDFObjectHandle dictionary, std::initializer_list<std::pair<const char*, std::string>> entries) {
    auto text = std::string("<<");
    for (const auto& name : dictionary.getKeys()) {
        const bool replaced = std::ranges::any_of(entries, [&](const auto& entry) { return entry.first == name; });
        if (!replaced) text += " " + QPDFObjectHandle::newName(name).unparse() + " " + dictionary.getKey(name).unparse();
    }
    for (const auto& [name, value] : entries) text += fmt::format(" {} {}", name, value);
    return text + " >>";
}

/// An array, which may be missing, with one reference more.
std::string array_text(QPDFObjectHandle array, int number) {
    std::string text = "[";
    for (int i = 0; array.isArray() && i < array.getArrayNItems(); ++i) text += array.getArrayItem(i).unparse() + " ";
    return text + fmt::format("{} 0 R]", number);
}

/// The form of the document gains a field; a form that lies in an object of its own is changed there.
void add_to_form(Revision& revision, int field) {
    auto root = revision.root();
    auto form = root.getKey("/AcroForm");
    const bool known = form.isDictionary();
    const auto fields = array_text(known ? form.getKey("/Fields") : QPDFObjectHandle::newNull(), field);
    const auto text = unparsed_with(known ? form : QPDFObjectHandle::newDictionary(), {{"/Fields", fields}, {"/SigFlags", "3"}});
    if (known && form.isIndirect())
        revision.add(form, text);
    else
        revision.add(root, unparsed_with(root, {{"/AcroForm", text}}));
}

void add_to_page(Revision& revision, int field) {
    auto page = revision.first_page();
    revision.add(page, unparsed_with(page, {{"/Annots", array_text(page.getKey("/Annots"), field)}}));
}

/// Writes what is signed around the room, signs it, and puts the message into the room.
std::string fill(std::string pdf, std::size_t body, const Dictionary& room, const Key& key) {
    const auto first = body + room.message_at, second = body + room.message_end;
    const auto range = fmt::format("/ByteRange [0 {} {} {}", first, second, pdf.size() - second);
    pdf.replace(body + room.range_at, range_room.size(), range + std::string(range_room.size() - range.size() - 1, ' ') + "]");
    const auto message = signed_message(crypto::sha256(pdf.substr(0, first) + pdf.substr(second)), key);
    if (2 * message.size() + 2 > second - first) throw std::logic_error("a signature is longer than its room");
    const auto hex = crypto::hex({reinterpret_cast<const std::uint8_t*>(message.data()), message.size()});
    return pdf.replace(first + 1, hex.size(), hex);
}

} // namespace

Result<void> signable(std::string_view pdf) {
    TRY(Revision::of(pdf));
    return {};
}

Result<std::string> signed_pdf(std::string_view pdf, const Key& key, const Signing& about) {
    const auto revision = TRY(Revision::of(pdf));
    const int signature = revision->new_number(), field = revision->new_number();
    const auto room = dictionary_of(key, about);
    const auto body = revision->next_body(signature, 0);
    revision->add(signature, 0, room.body);
    const auto name = pdf_text("motcua-" + crypto::sha256_hex(pdf).substr(0, 12));
    revision->add(field, 0,
                  fmt::format("<< /Type /Annot /Subtype /Widget /FT /Sig /T {} /V {} 0 R /P {} /Rect [0 0 0 0] /F {} >>", name, signature,
                              revision->first_page().unparse(), printed_and_locked));
    add_to_form(*revision, field);
    add_to_page(*revision, field);
    return fill(revision->finish(), body, room, key);
}

} // namespace motcua::pades
