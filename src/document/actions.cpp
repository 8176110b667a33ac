#include "document/actions.hpp"

#include "base/crypto.hpp"
#include "document/papers.hpp"
#include "document/store.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace motcua::document {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t sweep_at_once = 500;

std::vector<std::string> old_places(const fs::path& papers, std::string_view folder, std::chrono::hours grace) {
    std::vector<std::string> places;
    std::error_code error;
    const auto oldest = fs::file_time_type::clock::now() - grace;
    for (const auto& entry : fs::directory_iterator(papers / folder, error)) {
        const auto changed = entry.last_write_time(error);
        if (!error && changed < oldest) places.push_back(std::string(folder) + "/" + entry.path().filename().string());
    }
    return places;
}

int remove_unnamed(db::Database& database, const fs::path& papers, std::span<const std::string> places) {
    const auto unnamed = database.read([&](db::Tx& tx) {
        std::vector<std::string> found;
        Store store(tx);
        std::ranges::copy_if(places, std::back_inserter(found), [&](const std::string& place) { return !store.names(place); });
        return found;
    });
    int removed = 0;
    std::error_code error;
    for (const auto& place : unnamed) removed += fs::remove(papers / place, error) ? 1 : 0;
    return removed;
}

} // namespace

Result<Document> keep(db::Database& database, const fs::path& papers, const http::Upload& upload, const account::Actor& actor,
                      Instant now) {
    const std::string media_type = TRY(media_type_of(upload));
    // The file first: a crash between the two leaves a file without a row, which the sweep takes away, never a row without its file.
    const std::string place = take_in(papers, upload.path);
    return database.write([&](db::Tx& tx) -> Result<Document> {
        const Document document{
            new_id(now), actor.account, upload.file_name, media_type, static_cast<std::int64_t>(upload.bytes), upload.sha256, place, now};
        Store(tx).add(document);
        return document;
    });
}

Document keep_made(db::Tx& tx, const fs::path& papers, std::string file_name, std::string media_type, std::string_view bytes, Instant now,
                   Id account) {
    const Document document{new_id(now),
                            account,
                            std::move(file_name),
                            std::move(media_type),
                            static_cast<std::int64_t>(bytes.size()),
                            crypto::sha256_hex(bytes),
                            write_new(papers, bytes),
                            now};
    Store(tx).add(document);
    return document;
}

namespace {

std::string read_whole(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw std::system_error(errno, std::generic_category(), "papers folder: a file is gone");
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

} // namespace

std::optional<std::string> made(const fs::path& papers, std::string_view key) {
    const auto file = papers / place_of(key);
    return fs::exists(file) ? std::optional(read_whole(file)) : std::nullopt;
}

void make(const fs::path& papers, std::string_view key, std::string_view bytes) {
    write_once(papers, key, bytes);
}

Document record(db::Tx& tx, const fs::path& papers, std::string_view key, std::string file_name, std::string media_type, Instant now) {
    Store store(tx);
    const auto place = place_of(key);
    if (const auto known = store.with_place(place)) return *known;
    const auto bytes = read_whole(papers / place);
    const Document document{
        new_id(now), 0,  std::move(file_name), std::move(media_type), static_cast<std::int64_t>(bytes.size()), crypto::sha256_hex(bytes),
        place,       now};
    store.add(document);
    return document;
}

Document copy(db::Tx& tx, const Document& document, Id account, Instant now) {
    auto made = document;
    made.id = new_id(now);
    made.account = account;
    made.created_at = now;
    Store(tx).add_copy(made, document.id);
    return made;
}

std::string read(const Document& document, const fs::path& papers) {
    return read_whole(papers / document.place);
}

std::optional<Document> find(db::Tx& tx, Id id) {
    return Store(tx).with_id(id);
}

void forget(db::Tx& tx, Id id) {
    Store(tx).remove(id);
}

int sweep(db::Database& database, const fs::path& papers, std::string_view folder, std::chrono::hours grace) {
    const auto places = old_places(papers, folder, grace);
    int removed = 0;
    for (std::size_t from = 0; from < places.size(); from += sweep_at_once) {
        const auto count = std::min(sweep_at_once, places.size() - from);
        removed += remove_unnamed(database, papers, std::span(places).subspan(from, count));
    }
    return removed;
}

} // namespace motcua::document
