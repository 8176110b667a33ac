#pragma once

#include "demo/cast.hpp"
#include "visit/visit.hpp"

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <vector>

/// A province to try things in: Bình Phước as it was in July 2022, with invented people and dossiers. Never for a database in use.
namespace motcua::demo {

struct Options {
    std::int64_t dossiers = 50'000;
    std::uint64_t seed = 2022;    ///< the same seed, day and number give the same province, ids and passwords aside
    std::filesystem::path data;   ///< the data folder: accounts.json and the mark that all is built stand there
    std::int64_t by_actions = 60; ///< how many of the newest dossiers go through the actions of real people, messages included
};

/// Whether the data folder holds a finished demonstration.
bool is_built(const std::filesystem::path& data);

/// Builds it and says on `progress` how far it is. The law in services.shelf becomes that of the province of 2022. Refuses
/// `demo.not_empty` (Kind::conflict) when the database has accounts already: an unfinished demonstration, or a province at work.
Result<void> build(const visit::Services& services, const Options& options, std::ostream& progress);

/// One account per role with its password, as accounts.json has them.
std::vector<PrintedAccount> printed_accounts(const std::filesystem::path& data);

/// Makes the province a signing key that says of itself that it is for trying out, unless it has one. Before build(), which signs with it.
void make_signing_key(const std::filesystem::path& data);
/// The key made so; none in a folder without a demonstration.
std::vector<pades::KeySource> signing_keys(const std::filesystem::path& data);

} // namespace motcua::demo
