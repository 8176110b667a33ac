#include "signature/checking.hpp"

#include "signature/actions.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace motcua::signature {

namespace {

/// A file seen as memory: sixteen strangers with 20 MB each cost no more than the pages being read.
class MappedFile {
  public:
    explicit MappedFile(const std::filesystem::path& path, std::size_t bytes) : bytes_(bytes) {
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) throw std::system_error(errno, std::generic_category(), "an upload is gone before it was looked at");
        at_ = ::mmap(nullptr, bytes_, PROT_READ, MAP_PRIVATE, file, 0);
        const int error = errno;
        ::close(file);
        if (at_ == MAP_FAILED) throw std::system_error(error, std::generic_category(), "an upload cannot be looked at");
    }
    ~MappedFile() { ::munmap(at_, bytes_); }
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::string_view bytes() const { return {static_cast<const char*>(at_), bytes_}; }

  private:
    void* at_ = nullptr;
    std::size_t bytes_;
};

} // namespace

Result<Verification> verify_upload(const visit::Visit& visit) {
    const http::Upload* chosen = nullptr;
    for (const auto& upload : visit.request.uploads)
        if (upload.field == "file" && upload.bytes > 0) chosen = &upload;
    if (!chosen) return refuse_field("file", "signature.missing");
    const MappedFile file(chosen->path, chosen->bytes);
    if (file.bytes().substr(0, 1024).find("%PDF-") == std::string_view::npos) return refuse_field("file", "signature.not_pdf");
    return verify(visit.services.database, visit.services.authorities.get(), file.bytes(), visit.now);
}

http::BodyRule upload_rule() {
    return {http::BodyRule::Form::multipart, most_bytes + 64 * 1024, most_bytes, 10};
}

} // namespace motcua::signature
