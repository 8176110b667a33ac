#include "message/transfer.hpp"

#include <algorithm>
#include <cstring>
#include <new>

namespace motcua::message {

namespace {

std::size_t drop(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

std::size_t read_rest(char* buffer, std::size_t size, std::size_t count, void* rest) {
    auto& left = *static_cast<std::string_view*>(rest);
    const auto piece = left.substr(0, size * count);
    std::memcpy(buffer, piece.data(), piece.size());
    left.remove_prefix(piece.size());
    return piece.size();
}

CURL* new_handle() {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    CURL* handle = ready == CURLE_OK ? curl_easy_init() : nullptr;
    if (handle == nullptr) throw std::bad_alloc();
    return handle;
}

} // namespace

Transfer::Transfer(const std::string& url, long connect_ms, long total_ms) : handle_(new_handle()) {
    set(CURLOPT_URL, url);
    set(CURLOPT_PROTOCOLS_STR, "http,https,smtp,smtps");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
    set(CURLOPT_TIMEOUT_MS, total_ms);
    set(CURLOPT_WRITEFUNCTION, &drop);
    set(CURLOPT_MAXFILESIZE, 1'000'000L);
    set(CURLOPT_NOPROXY, "*"); // the environment of the service is no setting
}

void Transfer::append(List& list, const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    (void)list.release();
    list.reset(longer);
}

void Transfer::add_header(const std::string& line) {
    append(headers_, line);
    set(CURLOPT_HTTPHEADER, headers_.get());
}

void Transfer::add_mail_recipient(const std::string& address) {
    append(recipients_, "<" + address + ">");
    set(CURLOPT_MAIL_RCPT, recipients_.get());
}

void Transfer::upload(std::string_view bytes) {
    rest_ = bytes;
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, &read_rest);
    set(CURLOPT_READDATA, &rest_);
    set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(bytes.size()));
}

Transfer::Answer Transfer::run() {
    const CURLcode code = curl_easy_perform(handle_.get());
    long status = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
    return {code, status, curl_easy_strerror(code)};
}

} // namespace motcua::message
