#pragma once

#include "support/databases.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include <array>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

/// The smallest documents that are whole, and what other programs say of them.
namespace motcua::pades {

/// Three objects and a table, as old programs write them.
inline std::string plain_pdf(std::string_view more_in_catalogue = {}) {
    std::string pdf = "%PDF-1.4\n";
    std::vector<std::size_t> places;
    const auto add = [&](std::string_view body) {
        places.push_back(pdf.size());
        pdf += fmt::format("{} 0 obj\n{}\nendobj\n", places.size(), body);
    };
    add(fmt::format("<< /Type /Catalog /Pages 2 0 R {} >>", more_in_catalogue));
    add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Resources << >> >>");
    const auto table = pdf.size();
    pdf += fmt::format("xref\n0 {}\n0000000000 65535 f \n", places.size() + 1);
    for (const auto place : places) pdf += fmt::format("{:010} 00000 n \n", place);
    return pdf + fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF", places.size() + 1, table);
}

/// The same with objects packed into streams, as new programs write them; or enciphered.
inline std::string rewritten(const std::function<void(QPDFWriter&)>& settle) {
    const auto plain = plain_pdf();
    QPDF document;
    document.processMemoryFile("", plain.data(), plain.size());
    QPDFWriter writer(document);
    writer.setOutputMemory();
    settle(writer);
    writer.write();
    const auto bytes = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}
inline std::string packed_pdf() {
    return rewritten([](QPDFWriter& writer) { writer.setObjectStreamMode(qpdf_o_generate); });
}

/// What a command prints; a command that fails ends the test.
inline std::string output_of(const std::string& command) {
    std::string text;
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    REQUIRE(pipe);
    std::array<char, 4096> piece;
    while (const auto count = std::fread(piece.data(), 1, piece.size(), pipe)) text.append(piece.data(), count);
    const int ended = pclose(pipe);
    INFO(command, "\n", text);
    REQUIRE(ended == 0);
    return text;
}

/// qpdf finds its structure sound, and poppler as many signatures as there are, each of them holding.
inline void check_elsewhere(const std::string& pdf, int signatures) {
    const test::TemporaryFolder folder;
    const auto file = folder.path() + "/signed.pdf";
    std::ofstream(file, std::ios::binary) << pdf;
    CHECK(output_of("qpdf --check '" + file + "'").find("No syntax or stream encoding errors") != std::string::npos);
    const auto said = output_of("HOME='" + folder.path() + "' pdfsig -nocert '" + file + "'");
    INFO(said);
    int holding = 0;
    for (auto at = said.find("Signature is Valid."); at != std::string::npos; at = said.find("Signature is Valid.", at + 1)) ++holding;
    CHECK(holding == signatures);
    CHECK(said.find("ETSI.CAdES.detached") != std::string::npos);
    CHECK(said.find("Total document signed") != std::string::npos);
}

} // namespace motcua::pades
