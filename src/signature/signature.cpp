#include "signature/signature.hpp"

#include <algorithm>

namespace motcua::signature {

Result<Id> to_give(const std::optional<Signing>& signing, Id document, bool to_owner) {
    if (!signing || signing->state == State::failed) return document;
    if (signing->state == State::signed_) return signing->signed_document;
    if (to_owner) return refuse(Kind::conflict, "signature.being_made");
    return document;
}

Trust trust_of(const Signer& signer, Instant at) {
    if (signer.withdrawn_at && *signer.withdrawn_at <= at) return Trust::withdrawn;
    return signer.valid_from <= at && at <= signer.valid_until ? Trust::province : Trust::expired;
}

bool is_believed(Trust trust) {
    return trust == Trust::province || trust == Trust::authority;
}

Verdict verdict_of(const std::vector<Finding>& findings) {
    if (findings.empty()) return Verdict::unsigned_;
    const auto& last = findings.back();
    const auto holds = [](const Finding& finding) { return finding.checked.intact; };
    if (last.checked.whole && !last.checked.intact) return Verdict::changed;
    const auto decides = std::find_if(findings.rbegin(), findings.rend(), holds);
    if (decides == findings.rend()) return Verdict::changed;
    if (!is_believed(decides->trust) || !decides->checked.strong) return Verdict::stranger;
    return decides->checked.whole ? Verdict::unchanged : Verdict::extended;
}

} // namespace motcua::signature
