#pragma once

#include "http/message.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace motcua::http {

/// An open file that closes itself.
class OpenFile {
  public:
    OpenFile() = default;
    /// Throws std::system_error when it cannot be opened.
    explicit OpenFile(const std::filesystem::path& path);
    ~OpenFile();
    OpenFile(OpenFile&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    OpenFile& operator=(OpenFile&& other) noexcept {
        std::swap(file_, other.file_);
        return *this;
    }

    explicit operator bool() const { return file_ >= 0; }
    std::uint64_t size() const;
    /// As many bytes from `offset` as there are, at most `limit`. Throws std::system_error.
    void read(std::uint64_t offset, std::size_t limit, std::string& into) const;

  private:
    int file_ = -1;
};

/// An answer ready for the wire.
struct Reply {
    Response response; ///< as sent: status 304, 206, 416 and the headers that were added
    std::string head;  ///< status line and headers, without Date, Connection and the empty line
    OpenFile file;     ///< the body, when open: `length` bytes from `first`
    std::uint64_t first = 0;
    std::uint64_t length = 0;
    bool without_body = false; ///< HEAD, 204, 304

    std::string_view bytes() const {
        if (without_body || file) return {};
        return response.lasting.empty() ? std::string_view(response.body) : response.lasting;
    }
};

/// Conditional requests, ranges, compression, Content-Length. May take milliseconds (compression, opening a file): on a worker.
/// Throws when the file cannot be opened.
Reply prepare(const Request& request, Response response);

/// `Date: Sun, 06 Nov 1994 08:49:37 GMT` with its line end, made once a second for each thread.
std::string_view date_line();

} // namespace motcua::http
