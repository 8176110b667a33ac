#include "app/secrets.hpp"

#include "base/crypto.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace motcua::app {

namespace {

constexpr std::size_t secret_bytes = 32;

class Descriptor {
  public:
    Descriptor(const std::filesystem::path& path, int flags, mode_t mode = 0) : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return number_; }

  private:
    int number_;
};

[[noreturn]] void fail(const std::filesystem::path& path, std::string_view what) {
    throw std::runtime_error(path.string() + ": " + std::string(what));
}

void make(const std::filesystem::path& path) {
    // Written under another name first, so that a kill in between never leaves half a key.
    const auto fresh = path.string() + "." + crypto::random_letters(8);
    const auto bytes = crypto::from_base64url(crypto::random_token(secret_bytes)).value();
    {
        const Descriptor file(fresh, O_WRONLY | O_CREAT | O_EXCL, 0400);
        const bool written = file.get() >= 0 && ::write(file.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
                             ::fsync(file.get()) == 0;
        if (!written) fail(fresh, std::strerror(errno));
    }
    const bool linked = ::link(fresh.c_str(), path.c_str()) == 0 || errno == EEXIST; // two at once: the first stays
    ::unlink(fresh.c_str());
    if (!linked) fail(path, std::strerror(errno));
    const Descriptor folder(path.parent_path(), O_RDONLY | O_DIRECTORY);
    if (folder.get() < 0 || ::fsync(folder.get()) != 0) fail(path.parent_path(), std::strerror(errno));
}

std::string read(const std::filesystem::path& path) {
    const Descriptor file(path, O_RDONLY);
    struct stat status {};
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0) fail(path, std::strerror(errno));
    if ((status.st_mode & 077) != 0) fail(path, "others may read this key; make it mode 0400");
    std::array<char, secret_bytes + 1> bytes{};
    if (::read(file.get(), bytes.data(), bytes.size()) != static_cast<ssize_t>(secret_bytes)) fail(path, "a key has 32 bytes");
    return {bytes.data(), secret_bytes};
}

} // namespace

std::string secret(const std::filesystem::path& folder, std::string_view name) {
    if (std::filesystem::create_directories(folder)) std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    const auto path = folder / name;
    if (!std::filesystem::exists(path)) make(path);
    return read(path);
}

} // namespace motcua::app
