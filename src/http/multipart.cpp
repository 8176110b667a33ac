#include "http/multipart.hpp"

#include "base/text.hpp"
#include "http/urlencoded.hpp"

#include <algorithm>

namespace motcua::http {

namespace {

constexpr std::size_t head_limit = 4096;
constexpr std::size_t preamble_limit = 1024;
constexpr std::size_t name_letters = 200;
constexpr std::size_t extension_letters = 12;

/// `; key=value` or `; key="value"` pieces after the first word of a header.
struct Parameter {
    std::string key;
    std::string value;
};

std::string take_quoted(std::string_view& text) {
    std::string value;
    text.remove_prefix(1);
    while (!text.empty() && text.front() != '"') {
        // Only a quote is ever escaped with a backslash; old browsers send whole Windows paths with their backslashes bare.
        if (text.starts_with("\\\"")) text.remove_prefix(1);
        value += text.front();
        text.remove_prefix(1);
    }
    if (!text.empty()) text.remove_prefix(1);
    return value;
}

std::optional<Parameter> take_parameter(std::string_view& text) {
    const auto semicolon = text.find(';');
    if (semicolon == std::string_view::npos) return std::nullopt;
    text.remove_prefix(semicolon + 1);
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || equals > text.find(';')) return Parameter{};
    Parameter parameter{lower_ascii(trim(text.substr(0, equals))), {}};
    text.remove_prefix(equals + 1);
    while (text.starts_with(' ')) text.remove_prefix(1);
    if (text.starts_with('"')) {
        parameter.value = take_quoted(text);
    } else {
        const auto end = std::min(text.find(';'), text.size());
        parameter.value = trim(text.substr(0, end));
        text.remove_prefix(end);
    }
    return parameter;
}

std::string_view first_word(std::string_view value) {
    return trim(value.substr(0, std::min(value.find(';'), value.size())));
}

/// RFC 8187: UTF-8''na%C3%AFve.txt
std::optional<std::string> extended_value(std::string_view value) {
    const auto first = value.find('\'');
    const auto second = first == std::string_view::npos ? first : value.find('\'', first + 1);
    if (second == std::string_view::npos || lower_ascii(value.substr(0, first)) != "utf-8") return std::nullopt;
    return percent_decode(value.substr(second + 1));
}

bool read_disposition(std::string_view value, PartHead& head, bool& named) {
    if (lower_ascii(first_word(value)) != "form-data") return false;
    std::optional<std::string> plain, extended;
    while (const auto parameter = take_parameter(value)) {
        if (parameter->key == "name") {
            if (named) return false;
            named = true;
            head.name = parameter->value;
        }
        if (parameter->key == "filename") plain = parameter->value;
        if (parameter->key == "filename*" && !(extended = extended_value(parameter->value))) return false;
    }
    if (plain || extended) head.file_name = clean_file_name(extended ? *extended : *plain);
    return is_utf8(head.name) && (!plain || is_utf8(*plain));
}

bool has_control(std::string_view line) {
    return std::any_of(line.begin(), line.end(), [](char letter) { return static_cast<unsigned char>(letter) < 0x20 && letter != '\t'; });
}

} // namespace

std::string clean_file_name(std::string_view name) {
    const auto slash = name.find_last_of("/\\");
    if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
    auto clean = tidy(name);
    if (clean == "." || clean == "..") return {};
    if (length(clean) <= name_letters) return clean;
    const auto dot = clean.rfind('.');
    const auto extension = dot == std::string::npos || length(clean.substr(dot)) > extension_letters ? std::string() : clean.substr(dot);
    const auto stem = std::string_view(clean).substr(0, clean.size() - extension.size());
    return std::string(shorten(stem, name_letters - length(extension))) + extension;
}

std::optional<std::string> multipart_boundary(std::string_view content_type) {
    if (lower_ascii(first_word(content_type)) != "multipart/form-data") return std::nullopt;
    while (const auto parameter = take_parameter(content_type)) {
        if (parameter->key != "boundary") continue;
        const auto& boundary = parameter->value;
        const bool fits = !boundary.empty() && boundary.size() <= 70 && !has_control(boundary) && boundary.back() != ' ';
        return fits ? std::optional(boundary) : std::nullopt;
    }
    return std::nullopt;
}

Multipart::Multipart(std::string_view boundary, Sink& sink) : boundary_("\r\n--" + std::string(boundary)), sink_(sink) {}

int Multipart::add(std::string_view bytes) {
    if (state_ == State::epilogue) return 0;
    pending_ += bytes;
    int status = 0;
    while (step(status) && status == 0) {
    }
    pending_.erase(0, at_);
    at_ = 0;
    return status;
}

int Multipart::finish() const {
    return state_ == State::epilogue ? 0 : 400;
}

/// Deals with the next piece of pending_. False when more bytes are needed.
bool Multipart::step(int& status) {
    switch (state_) {
    case State::preamble:
        return step_preamble(status);
    case State::after_boundary:
        return step_after_boundary(status);
    case State::head:
        return step_head(status);
    case State::data:
        return step_data(status);
    case State::epilogue:
        at_ = pending_.size();
        break;
    }
    return false;
}

bool Multipart::step_preamble(int& status) {
    const auto found = pending_.find(boundary_, at_);
    if (found == std::string::npos) {
        if (pending_.size() > preamble_limit) status = 400;
        return false;
    }
    at_ = found + boundary_.size();
    state_ = State::after_boundary;
    return true;
}

bool Multipart::step_after_boundary(int& status) {
    const auto rest = std::string_view(pending_).substr(at_);
    if (rest.size() < 2) return false;
    if (rest.starts_with("--"))
        state_ = State::epilogue;
    else if (rest.starts_with("\r\n"))
        state_ = State::head;
    else
        status = 400;
    at_ += 2;
    return true;
}

bool Multipart::step_head(int& status) {
    const auto end = pending_.find("\r\n\r\n", at_);
    if (end == std::string::npos || end - at_ > head_limit) {
        if (pending_.size() - at_ > head_limit) status = 400;
        return false;
    }
    status = begin(std::string_view(pending_).substr(at_, end - at_));
    at_ = end + 4;
    state_ = State::data;
    return true;
}

bool Multipart::step_data(int& status) {
    const auto rest = std::string_view(pending_).substr(at_);
    const auto found = rest.find(boundary_);
    // The front of a boundary may stand at the end of what has come so far.
    const auto sure = found != std::string_view::npos ? found : rest.size() - std::min(rest.size(), boundary_.size() - 1);
    if (sure > 0) status = sink_.part_data(rest.substr(0, sure));
    at_ += sure;
    if (found == std::string_view::npos) return false;
    at_ += boundary_.size();
    state_ = State::after_boundary;
    if (status == 0) status = sink_.end_part();
    return true;
}

int Multipart::begin(std::string_view head) {
    PartHead part;
    bool named = false;
    while (!head.empty()) {
        const auto end = std::min(head.find("\r\n"), head.size());
        const auto line = head.substr(0, end);
        head.remove_prefix(std::min(end + 2, head.size()));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || has_control(line)) return 400;
        const auto name = lower_ascii(line.substr(0, colon));
        const auto value = trim(line.substr(colon + 1));
        if (name == "content-disposition" && !read_disposition(value, part, named)) return 400;
        if (name == "content-type") part.media_type = lower_ascii(first_word(value));
    }
    if (!named) return 400;
    return sink_.begin_part(part);
}

} // namespace motcua::http
