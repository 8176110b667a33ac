#include "law/files.hpp"

#include <fstream>
#include <iterator>

namespace motcua::law {

namespace {

constexpr std::uintmax_t largest_file = 32 * 1024 * 1024;

} // namespace

Result<std::string> contents_of(const std::filesystem::path& file) {
    std::error_code wrong;
    const auto size = std::filesystem::is_regular_file(file, wrong) ? std::filesystem::file_size(file, wrong) : 0;
    std::ifstream stream(file, std::ios::binary);
    if (wrong || !std::filesystem::is_regular_file(file, wrong) || !stream)
        return refuse(Kind::not_found, "law.unreadable", {file.string()});
    if (size > largest_file) return refuse(Kind::invalid, "law.too_large", {file.string()});
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

} // namespace motcua::law
