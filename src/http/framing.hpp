#pragma once

#include "http/head.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace motcua::http {

/// Finds the body among the bytes after a head: so many by Content-Length, or in chunks. Trailers are read and dropped.
class Framing {
  public:
    explicit Framing(const Head& head);

    struct Piece {
        std::size_t consumed;     ///< bytes of `wire` that are dealt with
        std::string_view payload; ///< the part of them that belongs to the body; may be empty
    };
    /// Takes the next piece off the front of `wire`. Call again until it is empty, done() or malformed().
    Piece take(std::string_view wire);
    bool done() const { return state_ == State::done; }
    bool malformed() const { return state_ == State::malformed; }

  private:
    enum class State { length, size_line, data, data_end, trailer, done, malformed };

    Piece take_data(std::string_view wire);
    Piece take_line(std::string_view wire);
    void end_line();
    void read_size(std::string_view line);

    State state_;
    std::uint64_t left_ = 0;
    std::string line_;
    std::size_t trailer_bytes_ = 0;
};

} // namespace motcua::http
