#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// Writes the few forms of DER (ITU-T X.690) that a signature is made of. Private to this folder.
namespace motcua::pades::der {

std::string tagged(unsigned char tag, std::string_view content);
std::string sequence(std::initializer_list<std::string_view> parts);
/// The members in the order that DER asks for: by their bytes.
std::string set(std::vector<std::string> parts);
std::string octets(std::string_view bytes);
std::string small_integer(unsigned char value);
std::string null();
/// By OpenSSL's number of it (`NID_…`).
std::string object(int nid);

} // namespace motcua::pades::der
