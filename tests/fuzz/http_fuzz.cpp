#include "http/framing.hpp"
#include "http/head.hpp"
#include "http/multipart.hpp"
#include "http/proxies.hpp"
#include "http/ranges.hpp"
#include "http/urlencoded.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

/// Everything that reads a stranger's bytes before a handler does. The first byte says which parser, the second how the rest is cut:
/// whatever the cut, the outcome must be that of the whole.

using namespace motcua::http;

namespace {

void insist(bool holds) {
    if (!holds) std::abort();
}

void read_head(std::string_view bytes) {
    const auto scan = scan_head(bytes);
    if (scan.state != HeadScan::State::whole) return;
    Head head;
    if (parse_head(bytes.substr(0, scan.length), head) != 0) return;
    insist(!(head.chunked && head.content_length > 0));
    insist(head.request.path == "*" || head.request.path.starts_with('/'));
    insist(head.request.path.find("/../") == std::string::npos && head.request.path.find('\0') == std::string::npos);
}

class Collector final : public Multipart::Sink {
  public:
    int begin_part(const PartHead& head) override {
        insist(!head.file_name || head.file_name->find('/') == std::string::npos);
        text += "<" + head.name + ">";
        return 0;
    }
    int part_data(std::string_view bytes) override {
        text += bytes;
        return 0;
    }
    int end_part() override {
        text += "</>";
        return 0;
    }
    std::string text;
};

std::string multipart(std::string_view bytes, std::size_t cut) {
    Collector collector;
    Multipart parser("b", collector);
    int status = parser.add(bytes.substr(0, cut));
    if (status == 0) status = parser.add(bytes.substr(cut));
    if (status == 0) status = parser.finish();
    return status == 0 ? collector.text : "refused";
}

std::string unchunked(std::string_view bytes, std::size_t cut) {
    Head head;
    head.chunked = true;
    Framing framing(head);
    std::string payload;
    for (auto piece : {bytes.substr(0, cut), bytes.substr(cut)}) {
        while (!piece.empty() && !framing.done() && !framing.malformed()) {
            const auto taken = framing.take(piece);
            insist(taken.consumed <= piece.size());
            payload += taken.payload;
            piece.remove_prefix(taken.consumed);
        }
    }
    return framing.done() ? payload : "refused";
}

void read_small(std::string_view bytes) {
    Pairs pairs;
    parse_urlencoded(bytes, 100, pairs);
    insist(pairs.size() <= 100);
    insist(percent_decode(percent_encode(bytes)).value_or(std::string(bytes)) == bytes);
    const auto range = parse_range(bytes, 1000);
    insist(range.first + range.length <= 1000);
    matches_etag(bytes, "\"a\"");
    multipart_boundary(bytes);
    Request request;
    request.headers = {{"x-forwarded-for", std::string(bytes)}};
    insist(!Proxies({"10.0.0.0/8"}).caller("10.0.0.1", false, request).peer.empty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
    const auto cut = std::min<std::size_t>(data[1], bytes.size());
    switch (data[0] % 4) {
    case 0:
        read_head(bytes);
        break;
    case 1:
        insist(multipart(bytes, cut) == multipart(bytes, bytes.size()));
        break;
    case 2:
        insist(unchunked(bytes, cut) == unchunked(bytes, bytes.size()));
        break;
    case 3:
        read_small(bytes);
        break;
    }
    return 0;
}
