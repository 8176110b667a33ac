#pragma once

#include "base/time.hpp"

#include <string>
#include <string_view>

namespace motcua::message {

/// A mail before it is written down. All texts are UTF-8.
struct Letter {
    std::string id; ///< left part of the Message-ID; the same letter again has the same
    Instant at;
    std::string from, from_name;
    std::string to;
    std::string subject;
    std::string text;
};

/// The letter as RFC 5322 and MIME want it: lines of CRLF, at most 78 letters long, nothing but ASCII. A line break or another control
/// character in a header's text becomes a space, so no text can write a header of its own.
std::string write_down(const Letter& letter);

/// `=?UTF-8?B?…?=` words where a header's text is not plain ASCII. (RFC 2047)
std::string header_text(std::string_view text);

/// An address we are ready to give to a mail server: ASCII, one @, no space, quote or angle bracket, at most 254 letters.
bool is_mail_address(std::string_view address);

} // namespace motcua::message
