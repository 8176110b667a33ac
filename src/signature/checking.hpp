#pragma once

#include "signature/signature.hpp"
#include "visit/visit.hpp"

/// What the page and the API of verification share. Private to this folder.
namespace motcua::signature {

inline constexpr std::int64_t most_bytes = 20'000'000;

/// Of the one file of the request, which is read where it was streamed to and goes when the request ends. Field errors on `file`:
/// `signature.missing`, `signature.not_pdf`.
Result<Verification> verify_upload(const visit::Visit& visit);

/// Only routes with this take a file; larger ones are refused while they come.
http::BodyRule upload_rule();

} // namespace motcua::signature
