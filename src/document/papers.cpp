#include "document/papers.hpp"

#include "base/crypto.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

namespace motcua::document {

namespace {

namespace fs = std::filesystem;

class Descriptor {
  public:
    Descriptor(const fs::path& path, int flags, mode_t mode = 0) : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {
        if (number_ < 0) fail("open");
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    void write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto wrote = ::write(number_, bytes.data(), bytes.size());
            if (wrote < 0 && errno == EINTR) continue;
            if (wrote < 0) fail("write");
            bytes.remove_prefix(static_cast<std::size_t>(wrote));
        }
    }
    void sync() const {
        if (::fsync(number_) != 0) fail("fsync");
    }

  private:
    [[noreturn]] static void fail(const char* what) {
        throw std::system_error(errno, std::generic_category(), std::string("papers folder: ") + what);
    }
    int number_;
};

void sync_folder(const fs::path& folder) {
    Descriptor(folder, O_RDONLY | O_DIRECTORY).sync();
}

// The first two letters spread the files over 256 folders.
std::string new_place(const fs::path& papers) {
    const auto name = crypto::hex(crypto::sha256(crypto::random_token())).substr(0, 40);
    const auto folder = name.substr(0, 2);
    if (fs::create_directories(papers / folder)) sync_folder(papers);
    return folder + "/" + name;
}

void copy_bytes(const fs::path& from, const Descriptor& to) {
    std::ifstream in(from, std::ios::binary);
    if (!in) throw std::system_error(errno, std::generic_category(), "papers folder: the upload is gone");
    std::array<char, 65536> piece;
    while (in.read(piece.data(), piece.size()) || in.gcount() > 0) to.write({piece.data(), static_cast<std::size_t>(in.gcount())});
    if (in.bad()) throw std::system_error(EIO, std::generic_category(), "papers folder: reading the upload");
}

// Under a name that starts with a dot until every byte is on the disk.
template <class Fill>
void write_then_name(const fs::path& final_path, Fill&& fill) {
    const fs::path draft = final_path.parent_path() / ("." + final_path.filename().string());
    try {
        const Descriptor file(draft, O_WRONLY | O_CREAT | O_EXCL, 0600);
        fill(file);
        file.sync();
        fs::rename(draft, final_path);
    } catch (...) {
        std::error_code ignored;
        fs::remove(draft, ignored);
        throw;
    }
}

} // namespace

std::string take_in(const fs::path& papers, const fs::path& file) {
    const auto place = new_place(papers);
    const auto target = papers / place;
    std::error_code error;
    Descriptor(file, O_RDONLY).sync();
    fs::rename(file, target, error);
    if (error == std::errc::cross_device_link)
        write_then_name(target, [&](const Descriptor& copy) { copy_bytes(file, copy); });
    else if (error)
        throw std::system_error(error, "papers folder: rename");
    sync_folder(target.parent_path());
    return place;
}

std::string write_new(const fs::path& papers, std::string_view bytes) {
    const auto place = new_place(papers);
    const auto target = papers / place;
    write_then_name(target, [&](const Descriptor& file) { file.write(bytes); });
    sync_folder(target.parent_path());
    return place;
}

std::string place_of(std::string_view key) {
    const auto name = crypto::sha256_hex(key).substr(0, 40);
    return name.substr(0, 2) + "/" + name;
}

std::string write_once(const fs::path& papers, std::string_view key, std::string_view bytes) {
    const auto place = place_of(key);
    const auto target = papers / place;
    if (fs::exists(target)) return place;
    if (fs::create_directories(target.parent_path())) sync_folder(papers);
    std::error_code ignored; // of a try that was cut short
    fs::remove(target.parent_path() / ("." + target.filename().string()), ignored);
    write_then_name(target, [&](const Descriptor& file) { file.write(bytes); });
    sync_folder(target.parent_path());
    return place;
}

bool is_place(std::string_view place) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto is_digit = [&](char letter) { return digits.find(letter) != std::string_view::npos; };
    return place.size() == 43 && place[2] == '/' && place.substr(0, 2) == place.substr(3, 2) &&
           std::ranges::all_of(place.substr(0, 2), is_digit) && std::ranges::all_of(place.substr(3), is_digit);
}

} // namespace motcua::document
