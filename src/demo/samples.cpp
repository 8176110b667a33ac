#include "demo/samples.hpp"

#include "document/document.hpp"
#include "document/pdf.hpp"
#include "signature/actions.hpp"

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
    const auto law = services.shelf.get();
    const signature::Means means{&services.keys, services.papers};
    return *services.database.write([&](db::Tx& tx) -> Result<Samples> {
        const auto make = [&](std::string_view key, std::size_t number) {
            const auto name = fmt::format("{}-{}.pdf", text_of(words, key), number);
            return document::keep_made(tx, services.papers, name, "application/pdf", sample_pdf(words, number), at).id;
        };
        Samples samples;
        for (std::size_t place = 0; place < samples.papers.size(); ++place) samples.papers[place] = make("paper", place + 1);
        const auto province = law->units.roots(local_day(at)).front()->id;
        const auto result = signature::signed_if_possible(tx, means, *law, province, sample_pdf(words, 0), at);
        samples.result =
            document::keep_made(tx, services.papers, fmt::format("{}.pdf", text_of(words, "result")), "application/pdf", result, at).id;
        return samples;
    });
}

} // namespace motcua::demo
