#include "http/intake.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "http/urlencoded.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

namespace motcua::http {

namespace {

constexpr std::uint64_t discard_limit = 64 * 1024;      // of a body that the route does not want
constexpr std::uint64_t urlencoded_limit = 1024 * 1024; // a form without files, also where uploads of 50 MB are welcome
constexpr std::size_t text_limit = 64 * 1024;           // one text field among files; all of them together: urlencoded_limit
constexpr std::string_view spool_prefix = "upload-";

std::string media_type_of(const Request& request) {
    const auto type = request.header("content-type");
    return lower_ascii(trim(type.substr(0, std::min(type.find(';'), type.size()))));
}

} // namespace

class SpoolFile {
  public:
    explicit SpoolFile(std::filesystem::path path)
        : path_(std::move(path)), file_(::open(path_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600)) {}
    ~SpoolFile() { close(); }
    SpoolFile(const SpoolFile&) = delete;
    SpoolFile& operator=(const SpoolFile&) = delete;

    /// Pieces are at most 64 KB and go to the page cache: a memory copy, no wait for the disk.
    bool write(std::string_view bytes) {
        hash_.add(bytes);
        bytes_ += bytes.size();
        while (file_ >= 0 && !bytes.empty()) {
            const auto written = ::write(file_, bytes.data(), bytes.size());
            if (written < 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return file_ >= 0;
    }

    bool close() {
        const bool closed = file_ >= 0 && ::close(file_) == 0;
        file_ = -1;
        return closed;
    }

    const std::filesystem::path& path() const { return path_; }
    std::uint64_t bytes() const { return bytes_; }
    std::string finish_hex() { return hash_.finish_hex(); }

  private:
    std::filesystem::path path_;
    int file_;
    std::uint64_t bytes_ = 0;
    crypto::Sha256Stream hash_;
};

Intake::Intake(const BodyRule& rule, std::filesystem::path spool) : rule_(rule), spool_(std::move(spool)) {}

Intake::~Intake() {
    discard();
}

void Intake::discard() {
    file_.reset();
    std::error_code gone; // moved away by the handler
    for (const auto& path : made_) std::filesystem::remove(path, gone);
    made_.clear();
}

int Intake::start(const Head& head) {
    limit_ = rule_.form == BodyRule::Form::none ? discard_limit : rule_.limit;
    if (!head.has_body()) return 0;
    const auto& request = head.request;
    const auto coding = request.header("content-encoding");
    if (!coding.empty() && lower_ascii(coding) != "identity") return 415;
    const auto media = media_type_of(request);
    const bool takes_form = rule_.form == BodyRule::Form::urlencoded || rule_.form == BodyRule::Form::multipart;
    if (rule_.form == BodyRule::Form::raw) {
        kind_ = Kind::raw;
    } else if (takes_form && media == "application/x-www-form-urlencoded") {
        kind_ = Kind::urlencoded;
        limit_ = std::min(limit_, urlencoded_limit);
    } else if (rule_.form == BodyRule::Form::multipart && media == "multipart/form-data") {
        const auto status = start_multipart(request.header("content-type"));
        if (status != 0) return status;
    } else if (takes_form) {
        return 415;
    }
    return head.content_length > limit_ ? 413 : 0;
}

int Intake::start_multipart(std::string_view content_type) {
    kind_ = Kind::multipart;
    const auto boundary = multipart_boundary(content_type);
    if (!boundary) return 400;
    Multipart::Sink& sink = *this; // the base is private: only this class may say so
    multipart_.emplace(*boundary, sink);
    return 0;
}

int Intake::add(std::string_view bytes) {
    bytes_ += bytes.size();
    if (bytes_ > limit_) return 413;
    if (kind_ == Kind::multipart) return multipart_->add(bytes);
    if (kind_ != Kind::nothing) body_ += bytes;
    return 0;
}

int Intake::finish(Request& request) {
    if (kind_ == Kind::raw) request.body = std::move(body_);
    if (kind_ == Kind::urlencoded) {
        const auto fault = parse_urlencoded(body_, rule_.fields, request.form);
        if (fault != FormFault::none) return fault == FormFault::too_many ? 413 : 400;
    }
    if (kind_ == Kind::multipart) {
        if (const auto status = multipart_->finish(); status != 0) return status;
        request.form = std::move(form_);
        request.uploads = std::move(uploads_);
    }
    return 0;
}

int Intake::begin_part(const PartHead& head) {
    part_ = head;
    text_.clear();
    if (form_.size() + uploads_.size() >= rule_.fields || made_.size() >= rule_.fields) return 413;
    if (!head.file_name) return 0;
    const auto path = spool_ / (std::string(spool_prefix) + crypto::random_token(18));
    made_.push_back(path);
    file_ = std::make_unique<SpoolFile>(path);
    return 0;
}

int Intake::part_data(std::string_view bytes) {
    if (file_) {
        if (file_->bytes() + bytes.size() > rule_.file_limit) return 413;
        return file_->write(bytes) ? 0 : 503;
    }
    text_ += bytes;
    text_bytes_ += bytes.size();
    return text_.size() > text_limit || text_bytes_ > urlencoded_limit ? 413 : 0;
}

int Intake::end_part() {
    if (file_) return end_file();
    if (!is_utf8(text_) || text_.find('\0') != std::string::npos) return 400;
    form_.emplace_back(part_.name, std::move(text_));
    return 0;
}

int Intake::end_file() {
    const auto file = std::move(file_);
    if (!file->close()) return 503;
    if (part_.file_name->empty() && file->bytes() == 0) return 0; // a file field that was left empty
    uploads_.push_back({part_.name, *part_.file_name, part_.media_type, file->path(), file->bytes(), file->finish_hex()});
    return 0;
}

void prepare_spool(const std::filesystem::path& spool) {
    if (spool.empty()) return;
    std::filesystem::create_directories(spool);
    const auto old = std::filesystem::file_time_type::clock::now() - std::chrono::hours(24);
    std::error_code gone; // another process may be tidying as well
    for (const auto& entry : std::filesystem::directory_iterator(spool)) {
        if (!entry.path().filename().string().starts_with(spool_prefix)) continue;
        if (entry.last_write_time(gone) < old && !gone) std::filesystem::remove(entry.path(), gone);
    }
}

} // namespace motcua::http
