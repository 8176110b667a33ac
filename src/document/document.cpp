#include "document/document.hpp"

#include "base/text.hpp"
#include "document/kinds.hpp"
#include "document/papers.hpp"
#include "document/store.hpp"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

namespace motcua::document {

namespace {

// The refusal as a whole and at the field the file came in, so that a form shows it where it belongs.
std::unexpected<Error> refuse_file(const http::Upload& upload, std::string code, std::vector<std::string> arguments) {
    return std::unexpected(Error{Kind::invalid, code, arguments, {FieldError{upload.field, code, arguments}}});
}

ReadAt reader_of(const std::filesystem::path& path) {
    auto file = std::make_shared<std::ifstream>(path, std::ios::binary);
    if (!*file) throw std::runtime_error("an upload is gone before it was looked at");
    return [file](std::uint64_t offset, std::size_t count) {
        std::string bytes(count, '\0');
        file->clear();
        file->seekg(static_cast<std::streamoff>(offset));
        file->read(bytes.data(), static_cast<std::streamsize>(count));
        bytes.resize(static_cast<std::size_t>(file->gcount()));
        return bytes;
    };
}

bool is_attribute_letter(unsigned char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || letter == '.' ||
           letter == '-' || letter == '_';
}

// RFC 5987: every byte of UTF-8 that is no plain letter becomes %XX.
std::string extended_value(std::string_view text) {
    std::string value = "UTF-8''";
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (is_attribute_letter(byte))
            value += letter;
        else
            value += fmt::format("%{:02X}", byte);
    }
    return value;
}

// For the few readers that know no filename*.
std::string plain_name(std::string_view text) {
    std::string name;
    for (const char letter : text) {
        if (is_attribute_letter(static_cast<unsigned char>(letter)))
            name += letter;
        else if (name.empty() || name.back() != '_')
            name += '_';
    }
    return name;
}

} // namespace

Result<std::string> media_type_of(const http::Upload& upload) {
    if (upload.bytes == 0) return refuse_file(upload, "document.empty", {upload.file_name});
    if (upload.bytes > static_cast<std::uint64_t>(file_limit_bytes))
        return refuse_file(upload, "document.too_large", {upload.file_name, fmt::format("{}", file_limit_bytes / 1'000'000)});
    const std::string media_type(kind_of(reader_of(upload.path), upload.bytes));
    if (media_type.empty()) return refuse_file(upload, "document.wrong_kind", {upload.file_name});
    if (!name_agrees(upload.file_name, media_type)) return refuse_file(upload, "document.name_disagrees", {upload.file_name});
    return media_type;
}

http::Response download(const Document& document, const std::filesystem::path& papers) {
    if (!is_place(document.place)) throw std::logic_error("a document's place leads nowhere");
    http::Response answer;
    answer.file = papers / document.place;
    answer.etag = '"' + document.sha256 + '"';
    answer.set("Content-Type", document.media_type);
    answer.set("Content-Disposition",
               "attachment; filename=\"" + plain_name(document.file_name) + "\"; filename*=" + extended_value(document.file_name));
    answer.set("Content-Security-Policy", "default-src 'none'; sandbox");
    answer.set("X-Content-Type-Options", "nosniff");
    answer.set("Cross-Origin-Resource-Policy", "same-origin");
    answer.set("Cache-Control", "private, no-store");
    return answer;
}

} // namespace motcua::document
