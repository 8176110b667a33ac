#pragma once

#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace motcua::http {

/// Bytes that came from a socket and are not dealt with yet. Small while a connection is idle.
class InputBuffer {
  public:
    std::string_view unread() const { return {bytes_.data() + begin_, end_ - begin_}; }
    void consume(std::size_t count) {
        begin_ += count;
        if (begin_ == end_) begin_ = end_ = 0;
    }

    /// At least one free byte behind what is unread, in a buffer of at least `capacity` bytes.
    std::span<char> space(std::size_t capacity) {
        if (begin_ > 0) std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
        if (bytes_.size() < capacity) bytes_.resize(capacity);
        if (end_ == bytes_.size()) bytes_.resize(bytes_.size() * 2);
        return {bytes_.data() + end_, bytes_.size() - end_};
    }
    void filled(std::size_t count) { end_ += count; }

    /// Gives memory back when nothing is unread.
    void shrink(std::size_t capacity) {
        if (end_ > 0 || bytes_.size() <= capacity) return;
        bytes_.resize(capacity);
        bytes_.shrink_to_fit();
    }

  private:
    std::vector<char> bytes_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

} // namespace motcua::http
