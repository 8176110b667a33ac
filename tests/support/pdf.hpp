#pragma once

#include "support/databases.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>

/// A printed paper, for the programs of the system that judge it (qpdf, poppler).
namespace motcua::test {

/// What a program says on its standard output.
inline std::string said_by(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen((command + " 2>/dev/null").c_str(), "r"),
                                                     [](FILE* open) { return pclose(open); });
    std::string text;
    std::array<char, 4096> piece;
    while (const auto count = fread(piece.data(), 1, piece.size(), pipe.get())) text.append(piece.data(), count);
    return text;
}

struct PdfOnDisk {
    explicit PdfOnDisk(const std::string& bytes) : file(folder.path() + "/paper.pdf") { std::ofstream(file, std::ios::binary) << bytes; }

    std::string text(const std::string& options = "") const { return said_by("pdftotext " + options + " " + file + " -"); }
    std::string info() const { return said_by("pdfinfo " + file); }
    int pages() const {
        const auto told = info();
        return std::stoi(told.substr(told.find("Pages:") + 6));
    }
    bool sound() const { return said_by("qpdf --check " + file + " && echo all is well").find("all is well") != std::string::npos; }
    /// The words in their order, whatever the lines: what a reader finds by searching.
    std::string words() const {
        std::string words;
        for (const char letter : text("-raw"))
            if (letter != '\n' && letter != '\f')
                words += letter;
            else if (!words.empty() && words.back() != ' ')
                words += ' ';
        return words;
    }

    TemporaryFolder folder;
    std::string file;
};

} // namespace motcua::test
