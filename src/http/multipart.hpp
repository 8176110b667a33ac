#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace motcua::http {

/// The head of one part of a multipart/form-data body.
struct PartHead {
    std::string name;
    std::optional<std::string> file_name; ///< set for files, cleaned; empty when the browser sent no file
    std::string media_type;
};

/// The last part of what a browser calls a file: no folders, NFC, no control characters, at most 200 letters with its extension kept.
std::string clean_file_name(std::string_view name);

/// The boundary of a Content-Type; nothing when it is not multipart/form-data or the boundary is not one.
std::optional<std::string> multipart_boundary(std::string_view content_type);

/// multipart/form-data (RFC 7578) as it comes, in pieces of any size. Holds at most a part's head and the piece at hand.
class Multipart {
  public:
    /// Every call answers 0, or the status the request is to be refused with; that ends the parsing.
    class Sink {
      public:
        virtual int begin_part(const PartHead& head) = 0;
        virtual int part_data(std::string_view bytes) = 0;
        virtual int end_part() = 0;

      protected:
        ~Sink() = default;
    };

    Multipart(std::string_view boundary, Sink& sink);

    /// 0, the sink's refusal, or 400.
    int add(std::string_view bytes);
    /// 400 when the closing boundary has not come.
    int finish() const;

  private:
    enum class State { preamble, after_boundary, head, data, epilogue };

    bool step(int& status);
    bool step_preamble(int& status);
    bool step_after_boundary(int& status);
    bool step_head(int& status);
    bool step_data(int& status);
    int begin(std::string_view head);

    std::string boundary_; // with CR LF and two dashes before it
    Sink& sink_;
    State state_ = State::preamble;
    std::string pending_ = "\r\n"; // the first boundary may stand at the very front
    std::size_t at_ = 0;           // what of pending_ is dealt with
};

} // namespace motcua::http
