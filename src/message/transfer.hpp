#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>
#include <string_view>

namespace motcua::message {

/// One exchange with a server by libcurl, bounded in time; what comes back is read and dropped.
class Transfer {
  public:
    Transfer(const std::string& url, long connect_ms, long total_ms);

    template <class Value>
    void set(CURLoption option, Value value) {
        curl_easy_setopt(handle_.get(), option, value);
    }
    void set(CURLoption option, const std::string& value) { curl_easy_setopt(handle_.get(), option, value.c_str()); }
    void add_header(const std::string& line);
    void add_mail_recipient(const std::string& address);
    /// The bytes to upload; must live until run() returns.
    void upload(std::string_view bytes);

    struct Answer {
        CURLcode code;
        long status;        ///< the last HTTP status or SMTP reply; 0 when there was none
        std::string reason; ///< for people who run the house; nothing that the other side wrote
    };
    Answer run();

  private:
    struct FreeHandle {
        void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    };
    struct FreeList {
        void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    };
    using List = std::unique_ptr<curl_slist, FreeList>;
    static void append(List& list, const std::string& line);

    std::unique_ptr<CURL, FreeHandle> handle_;
    List headers_, recipients_;
    std::string_view rest_;
};

} // namespace motcua::message
