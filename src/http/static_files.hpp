#pragma once

#include "base/embedded.hpp"
#include "http/message.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace motcua::http {

/// The files of web/dist/ under /static/, straight from the binary. `app.css.br` and `app.css.gz` beside `app.css` are its packed forms.
/// A name with a hash in it (`app.4f3a2b1c.css`) never changes and may be kept for ever; any other is asked for again by ETag.
/// Built once; read-only and thread-safe after that.
class StaticFiles {
  public:
    /// The embedded files below web/dist/.
    StaticFiles();
    /// `files` and their bytes live as long as this; `prefix` is cut off their paths.
    StaticFiles(std::span<const embedded::File> files, std::string_view prefix);

    /// Quick, without I/O. Nothing when the path is not one of ours, or the method is neither GET nor HEAD: then routing goes on.
    std::optional<Response> answer(const Request& request) const;
    /// Where a file is, by its name without the hash: "app.css" → "/static/app.4f3a2b1c.css". Empty when there is none.
    std::string url_of(std::string_view name) const;

  private:
    struct Entry {
        std::string_view bytes, brotli, gzip;
        std::string media_type;
        std::string hash;
        bool lasting = false;
    };
    void add(std::string_view name, std::string_view bytes);

    std::map<std::string, Entry, std::less<>> entries_;     // by URL
    std::map<std::string, std::string, std::less<>> names_; // without hash → URL
};

} // namespace motcua::http
