#include "html/generator/emit.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <set>

namespace fs = std::filesystem;
using namespace motcua::generator;

namespace {

/// A view's file lies in src/<folder>/views/.
Emitted emitted_from(const fs::path& file) {
    std::ifstream input(file, std::ios::binary);
    if (!input) throw Fault{0, "cannot be read"};
    const std::string text{std::istreambuf_iterator<char>(input), {}};
    const auto folder = fs::absolute(file).parent_path().parent_path().filename().string();
    return emit(scan(text), folder, file.stem().string());
}

void write(const fs::path& file, const std::string& text) {
    std::ofstream output(file, std::ios::binary);
    output << text;
    if (!output.flush()) throw Fault{0, "cannot write " + file.string()};
}

void make(const fs::path& file, const std::string& stem) {
    const auto made = emitted_from(file);
    fs::create_directories(fs::path(stem).parent_path());
    write(stem + ".hpp", made.header);
    write(stem + ".cpp", made.source);
}

} // namespace

/// `motcua_views IN.html OUT_STEM` writes OUT_STEM.hpp and .cpp; `motcua_views --keys FILE…` prints the locale keys that views use.
int main(int count, char** arguments) {
    const std::string first = count > 1 ? arguments[1] : "";
    if (first != "--keys" && count != 3) {
        fmt::print(stderr, "usage: motcua_views IN.html OUT_STEM | motcua_views --keys FILE…\n");
        return 2;
    }
    std::string file = first;
    try {
        if (first != "--keys") return make(file, arguments[2]), 0;
        std::set<std::string> keys;
        for (int i = 2; i < count; ++i)
            keys.merge([&] {
                const auto found = emitted_from(file = arguments[i]).keys;
                return std::set<std::string>(found.begin(), found.end());
            }());
        for (const auto& key : keys) fmt::print("{}\n", key);
    } catch (const Fault& fault) {
        fmt::print(stderr, "{}:{}: {}\n", file, fault.line, fault.reason);
        return 1;
    }
}
