#include "pades/scan.hpp"

#include <algorithm>
#include <charconv>

namespace motcua::pades {

namespace {

constexpr std::string_view range_name = "/ByteRange";
constexpr std::size_t most_mentions = 256;
constexpr std::size_t longest_message_hex = 256 * 1024;
constexpr std::size_t dictionary_reach = 2048; ///< how far the rest of a signature's dictionary is looked for

/// Reads what stands at a place, step by step; every step says whether it was there.
class Reader {
  public:
    Reader(std::string_view bytes, std::size_t at) : bytes_(bytes), at_(at) {}

    void blanks() {
        while (at_ < bytes_.size() && is_blank(bytes_[at_])) ++at_;
    }
    bool letter(char wanted) {
        blanks();
        if (at_ >= bytes_.size() || bytes_[at_] != wanted) return false;
        ++at_;
        return true;
    }
    std::optional<std::size_t> number(std::size_t digits) {
        blanks();
        std::size_t value = 0;
        const auto room = bytes_.substr(at_, digits);
        const auto [end, error] = std::from_chars(room.data(), room.data() + room.size(), value);
        if (error != std::errc() || end == room.data()) return std::nullopt;
        at_ += static_cast<std::size_t>(end - room.data());
        return value;
    }

  private:
    static bool is_blank(char letter) { return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t' || letter == '\f'; }

    std::string_view bytes_;
    std::size_t at_;
};

int digit_of(char letter) {
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
    return -1;
}

/// The bytes of `<…>` with nothing but pairs of hex digits in it.
std::optional<std::string> hex_string(std::string_view text) {
    if (text.size() < 4 || text.size() > longest_message_hex || text.size() % 2 != 0 || text.front() != '<' || text.back() != '>')
        return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 1; i + 1 < text.size(); i += 2) {
        const int high = digit_of(text[i]), low = digit_of(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high << 4 | low);
    }
    return bytes;
}

/// One DER structure followed by zeros alone: whatever else stood there would be outside of what was signed.
bool cut_filling(std::string& bytes) {
    if (bytes.size() < 2 || bytes[0] != 0x30) return false;
    const auto first = static_cast<unsigned char>(bytes[1]);
    std::size_t length = first, head = 2;
    if (first == 0x80 || first > 0x84) return false;
    if (first > 0x80) {
        head += first & 0x7f;
        if (bytes.size() < head) return false;
        length = 0;
        for (std::size_t i = 2; i < head; ++i) length = length << 8 | static_cast<unsigned char>(bytes[i]);
    }
    if (length > bytes.size() - head) return false;
    if (bytes.find_first_not_of('\0', head + length) != std::string::npos) return false;
    bytes.resize(head + length);
    return true;
}

/// `D:20220711150000+07'00'`, `…Z`, or without a zone, which is taken for Vietnam's.
std::optional<Instant> stated_time(std::string_view text) {
    Reader reader(text, 0);
    if (!reader.letter('(') || !reader.letter('D') || !reader.letter(':')) return std::nullopt;
    const auto year = reader.number(4), month = reader.number(2), day = reader.number(2);
    const auto hour = reader.number(2), minute = reader.number(2), second = reader.number(2);
    if (!year || !month || !day || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    const auto date = day_of(static_cast<int>(*year), static_cast<int>(*month), static_cast<int>(*day));
    if (!date) return std::nullopt;
    const auto local = local_instant(*date, static_cast<int>(*hour * 60 + *minute)) + static_cast<std::int64_t>(*second) * 1000;
    const bool east = reader.letter('+'), west = !east && reader.letter('-'), utc = !east && !west && reader.letter('Z');
    if (!east && !west) return utc ? local + vietnam_offset_ms : local;
    const auto zone_hours = reader.number(2);
    reader.letter('\'');
    const auto zone_minutes = reader.number(2).value_or(0);
    if (!zone_hours || *zone_hours > 14 || zone_minutes > 59) return std::nullopt;
    const auto offset = static_cast<std::int64_t>(*zone_hours * 60 + zone_minutes) * 60'000;
    return local + vietnam_offset_ms - (east ? offset : -offset);
}

std::optional<Instant> time_in(std::string_view dictionary) {
    for (auto at = dictionary.find("/M"); at != std::string_view::npos; at = dictionary.find("/M", at + 1))
        if (const auto time = stated_time(dictionary.substr(at + 2, 64))) return time;
    return std::nullopt;
}

/// What stands around the message up to the ends of its object.
std::optional<Instant> claimed_time(std::string_view pdf, const Span& span) {
    auto before = pdf.substr(0, span.first_length);
    before = before.substr(before.size() - std::min(before.size(), dictionary_reach));
    if (const auto begin = before.rfind(" obj"); begin != std::string_view::npos) before = before.substr(begin);
    auto after = pdf.substr(span.second_begin, dictionary_reach);
    after = after.substr(0, after.find("endobj"));
    const auto time = time_in(after);
    return time ? time : time_in(before);
}

std::optional<Span> span_at(std::string_view pdf, std::size_t at) {
    constexpr std::size_t digits = 10;
    Reader reader(pdf, at);
    if (!reader.letter('[')) return std::nullopt;
    const auto begin = reader.number(digits), first = reader.number(digits), second = reader.number(digits), length = reader.number(digits);
    if (!begin || !first || !second || !length || !reader.letter(']')) return std::nullopt;
    if (*begin != 0 || *first >= *second || *second > pdf.size() || *length > pdf.size() - *second) return std::nullopt;
    auto message = hex_string(pdf.substr(*first, *second - *first));
    if (!message || !cut_filling(*message)) return std::nullopt;
    Span span{*first, *second, *length, *std::move(message)};
    span.whole = span.end() == pdf.size();
    span.claimed_at = claimed_time(pdf, span);
    return span;
}

} // namespace

std::vector<Span> find_signatures(std::string_view pdf) {
    std::vector<std::size_t> mentions; // the last ones count: from the end of the file
    for (auto at = pdf.rfind(range_name); at != std::string_view::npos && mentions.size() < most_mentions;
         at = at == 0 ? std::string_view::npos : pdf.rfind(range_name, at - 1))
        mentions.push_back(at);
    std::vector<Span> spans;
    for (const auto at : mentions) {
        if (spans.size() == most_signatures) break;
        if (auto span = span_at(pdf, at + range_name.size())) spans.push_back(*std::move(span));
    }
    std::ranges::reverse(spans);
    return spans;
}

bool mentions_signature(std::string_view pdf) {
    return pdf.find(range_name) != std::string_view::npos;
}

} // namespace motcua::pades
