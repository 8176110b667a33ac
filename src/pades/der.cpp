#include "pades/der.hpp"

#include "pades/openssl.hpp"

#include <openssl/objects.h>

#include <algorithm>

namespace motcua::pades::der {

std::string tagged(unsigned char tag, std::string_view content) {
    std::string out(1, static_cast<char>(tag));
    const auto size = content.size();
    if (size < 128) {
        out += static_cast<char>(size);
    } else {
        std::string length;
        for (auto left = size; left > 0; left >>= 8) length.insert(length.begin(), static_cast<char>(left & 0xff));
        out += static_cast<char>(0x80 | length.size());
        out += length;
    }
    return out.append(content);
}

std::string sequence(std::initializer_list<std::string_view> parts) {
    std::string content;
    for (const auto part : parts) content += part;
    return tagged(0x30, content);
}

std::string set(std::vector<std::string> parts) {
    const auto by_bytes = [](const std::string& left, const std::string& right) {
        return std::ranges::lexicographical_compare(
            left, right, {}, [](char letter) { return static_cast<unsigned char>(letter); },
            [](char letter) { return static_cast<unsigned char>(letter); });
    };
    std::ranges::sort(parts, by_bytes);
    std::string content;
    for (const auto& part : parts) content += part;
    return tagged(0x31, content);
}

std::string octets(std::string_view bytes) {
    return tagged(0x04, bytes);
}

std::string small_integer(unsigned char value) {
    return tagged(0x02, std::string(1, static_cast<char>(value)));
}

std::string null() {
    return tagged(0x05, {});
}

std::string object(int nid) {
    return der_of<const ASN1_OBJECT*>(i2d_ASN1_OBJECT, OBJ_nid2obj(nid));
}

} // namespace motcua::pades::der
