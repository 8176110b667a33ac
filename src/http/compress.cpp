#include "http/compress.hpp"

#include "base/text.hpp"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace motcua::http {

namespace {

constexpr int gzip_level = 5;
constexpr int gzip_window = 15 + 16; // +16: with a gzip head

/// A q-value in thousandths: `0.5` → 500. What cannot be read counts as 0.
int thousandths(std::string_view text) {
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || value < 0 || value > 1) return 0;
    return static_cast<int>(value * 1000);
}

int quality_in(std::string_view item) {
    for (const auto part : split(item, ';')) {
        const auto parameter = trim(part);
        if (parameter.starts_with("q=") || parameter.starts_with("Q=")) return thousandths(parameter.substr(2));
    }
    return 1000;
}

/// How much the caller wants `coding`; a `*` speaks for those that are not named.
int quality_of(std::string_view accept_encoding, std::string_view coding) {
    int any = 0;
    for (const auto item : split(accept_encoding, ',')) {
        const auto name = lower_ascii(trim(item.substr(0, std::min(item.find(';'), item.size()))));
        if (name == coding) return quality_in(item);
        if (name == "*") any = quality_in(item);
    }
    return any;
}

/// What zlib works with is a quarter of a megabyte: each thread keeps its own.
class Deflater {
  public:
    Deflater() {
        if (deflateInit2(&stream_, gzip_level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
    }
    ~Deflater() { deflateEnd(&stream_); }
    Deflater(const Deflater&) = delete;

    z_stream& fresh() {
        deflateReset(&stream_);
        return stream_;
    }

  private:
    z_stream stream_{};
};

} // namespace

Coding choose_coding(std::string_view accept_encoding, bool has_brotli, bool has_gzip) {
    const int br = has_brotli ? quality_of(accept_encoding, "br") : 0;
    const int gz = has_gzip ? quality_of(accept_encoding, "gzip") : 0;
    if (br > 0 && br >= gz) return Coding::brotli;
    return gz > 0 ? Coding::gzip : Coding::identity;
}

std::string_view name_of(Coding coding) {
    if (coding == Coding::brotli) return "br";
    return coding == Coding::gzip ? "gzip" : "";
}

bool is_compressible(std::string_view media_type) {
    const auto type = lower_ascii(trim(media_type.substr(0, std::min(media_type.find(';'), media_type.size()))));
    return type.starts_with("text/") || type.ends_with("/json") || type.ends_with("+json") || type.ends_with("/javascript") ||
           type.ends_with("/xml") || type.ends_with("+xml");
}

std::string gzip(std::string_view bytes) {
    thread_local Deflater deflater;
    auto& stream = deflater.fresh();
    std::string packed(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int outcome = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    if (outcome != Z_STREAM_END) throw std::runtime_error("gzip failed");
    return packed;
}

} // namespace motcua::http
