#include "http/framing.hpp"

#include "http/urlencoded.hpp"

#include <algorithm>

namespace motcua::http {

namespace {

constexpr std::size_t line_limit = 1024;
constexpr std::size_t trailer_limit = 4096;

bool is_printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char letter) { return (letter >= 0x20 && letter < 0x7f) || letter == '\t'; });
}

} // namespace

Framing::Framing(const Head& head) : left_(head.content_length) {
    if (head.chunked)
        state_ = State::size_line;
    else
        state_ = left_ > 0 ? State::length : State::done;
}

Framing::Piece Framing::take(std::string_view wire) {
    if (state_ == State::done || state_ == State::malformed) return {0, {}};
    if (state_ == State::length || state_ == State::data) return take_data(wire);
    return take_line(wire);
}

Framing::Piece Framing::take_data(std::string_view wire) {
    const auto bytes = static_cast<std::size_t>(std::min<std::uint64_t>(left_, wire.size()));
    left_ -= bytes;
    if (left_ == 0) state_ = state_ == State::length ? State::done : State::data_end;
    return {bytes, wire.substr(0, bytes)};
}

Framing::Piece Framing::take_line(std::string_view wire) {
    const auto end = wire.find('\n');
    const auto bytes = end == std::string_view::npos ? wire.size() : end + 1;
    line_ += wire.substr(0, std::min(bytes, line_limit + 1));
    if (line_.size() > line_limit)
        state_ = State::malformed;
    else if (end != std::string_view::npos)
        end_line();
    return {bytes, {}};
}

void Framing::end_line() {
    std::string_view line = line_;
    if (!line.ends_with("\r\n") || !is_printable(line.substr(0, line.size() - 2))) {
        state_ = State::malformed;
        return;
    }
    line.remove_suffix(2);
    if (state_ == State::size_line) {
        read_size(line);
    } else if (state_ == State::data_end) {
        state_ = line.empty() ? State::size_line : State::malformed;
    } else {
        trailer_bytes_ += line.size();
        if (line.empty())
            state_ = State::done;
        else if (trailer_bytes_ > trailer_limit)
            state_ = State::malformed;
    }
    line_.clear();
}

void Framing::read_size(std::string_view line) {
    const auto digits = line.substr(0, std::min(line.find(';'), line.size())); // what follows is an extension nobody uses
    state_ = State::malformed;
    if (digits.empty() || digits.size() > 15) return;
    left_ = 0;
    for (const char digit : digits) {
        const int value = hex_value(digit);
        if (value < 0) return;
        left_ = left_ * 16 + static_cast<std::uint64_t>(value);
    }
    state_ = left_ == 0 ? State::trailer : State::data;
}

} // namespace motcua::http
