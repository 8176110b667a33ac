#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::pades {

/// A signature as it stands in the bytes of a PDF: two spans that are signed, and between them one string of hex digits, the message.
struct Span {
    std::size_t first_length = 0; ///< the first span begins with the file
    std::size_t second_begin = 0;
    std::size_t second_length = 0;
    std::string message;               ///< DER, without the zeros that fill the room
    std::optional<Instant> claimed_at; ///< what the document says of the time (/M)
    bool whole = false;                ///< nothing of the file lies outside of the spans and the message

    std::size_t end() const { return second_begin + second_length; }
};

inline constexpr std::size_t most_signatures = 8;

/// Finds signatures by their /ByteRange without reading the document's structure, which strangers may have made to break its readers: a
/// bounded walk over the bytes. Spans that do not add up, or that leave anything between them but one string of hex digits, are none.
/// In the order of the file; of more than most_signatures the last ones.
std::vector<Span> find_signatures(std::string_view pdf);

/// Whether the bytes mention a signature at all, sound or not.
bool mentions_signature(std::string_view pdf);

} // namespace motcua::pades
