#include "base/crypto.hpp"
#include "signature/actions.hpp"
#include "signature/store.hpp"

namespace motcua::signature {

namespace {

/// When a signature was made: by our own record, else by the signer's word, else it has to hold now.
Instant time_of(const std::optional<Origin>& origin, const pades::Checked& checked, Instant now) {
    if (origin && checked.whole) return origin->signed_at;
    return checked.claimed_at.value_or(now);
}

Trust trust_in(Store& store, const pades::Authorities* authorities, const pades::Checked& checked, Instant at) {
    if (!checked.certificate) return Trust::unknown;
    if (const auto known = store.signer(checked.certificate->fingerprint)) return trust_of(*known, at);
    const bool vouched = authorities && authorities->vouch_for(checked.certificate->der, checked.others, at);
    return vouched ? Trust::authority : Trust::unknown;
}

/// This file, or the one it was before something was added to it.
std::optional<Origin> origin_of(Store& store, const std::vector<pades::Checked>& all) {
    for (auto one = all.rbegin(); one != all.rend(); ++one)
        if (const auto known = store.with_sha256(one->covered_sha256))
            return Origin{known->code, known->procedure, known->signed_at.value_or(known->asked_at)};
    return std::nullopt;
}

} // namespace

Verification verify(db::Database& database, const pades::Authorities* authorities, std::string_view bytes, Instant now) {
    Verification found{.sha256 = crypto::sha256_hex(bytes), .bytes = static_cast<std::int64_t>(bytes.size())};
    const auto all = pades::check_signatures(bytes);
    database.read([&](db::Tx& tx) {
        Store store(tx);
        found.origin = origin_of(store, all);
        for (const auto& one : all) found.findings.push_back({one, trust_in(store, authorities, one, time_of(found.origin, one, now))});
        return 0;
    });
    const bool broken_off = all.empty() && pades::mentions_signature(bytes);
    found.verdict = broken_off ? Verdict::changed : verdict_of(found.findings);
    return found;
}

} // namespace motcua::signature
