#include "html/generator/emit.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Whatever stands in a view file, the generator makes C++ of it or names a line of that file; it makes the same of the same.

using namespace motcua::generator;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
    try {
        const auto made = emit(scan(text), "folder", "stem");
        if (made.source != emit(scan(text), "folder", "stem").source) std::abort();
    } catch (const Fault& fault) {
        if (fault.line < 1 || fault.line > lines || fault.reason.empty()) std::abort();
    }
    return 0;
}
