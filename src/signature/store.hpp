#pragma once

#include "db/database.hpp"
#include "signature/signature.hpp"

namespace motcua::signature {

/// The rows of tables signing and signer.
class Store {
  public:
    explicit Store(db::Tx& tx) : tx_(tx) {}

    /// False when it was asked for before.
    bool add(const Signing& signing);
    std::optional<Signing> of(Id unit, Id dossier, Id document);
    std::vector<Signing> of_dossier(Id unit, Id dossier);
    std::optional<Signing> with_sha256(std::string_view sha256);
    /// The result, while it is still waited for.
    void save(const Signing& signing);

    void remember(const pades::Certificate& certificate, Instant now);
    std::optional<Signer> signer(std::string_view fingerprint);
    std::vector<Signer> signers();
    bool withdraw(std::string_view fingerprint, Instant from);

  private:
    db::Tx& tx_;
};

} // namespace motcua::signature
