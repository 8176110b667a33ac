#include "demo/samples.hpp"

#include "document/document.hpp"
#include "document/pdf.hpp"

#include <fmt/format.h>

namespace motcua::demo {

namespace {

std::string_view text_of(const Phrases& words, std::string_view key) {
    return std::string_view(words.object("sample").at(key).as_string());
}

} // namespace

std::string sample_pdf(const Phrases& words, std::size_t number) {
    document::Pdf pdf(document::PaperSize::a5, text_of(words, "title"));
    pdf.title(text_of(words, "title"));
    pdf.paragraph(text_of(words, "text"));
    pdf.note(fmt::format("{}", number));
    return pdf.finish();
}

Samples make_samples(const visit::Services& services, const Phrases& words, Instant at) {
    return *services.database.write([&](db::Tx& tx) -> Result<Samples> {
        const auto make = [&](std::string_view key, std::size_t number) {
            const auto name =
                number == 0 ? fmt::format("{}.pdf", text_of(words, key)) : fmt::format("{}-{}.pdf", text_of(words, key), number);
            return document::keep_made(tx, services.papers, name, "application/pdf", sample_pdf(words, number), at).id;
        };
        Samples samples;
        for (std::size_t place = 0; place < samples.papers.size(); ++place) samples.papers[place] = make("paper", place + 1);
        samples.result = make("result", 0);
        return samples;
    });
}

} // namespace motcua::demo
