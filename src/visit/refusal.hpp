#pragma once

#include "base/result.hpp"
#include "visit/urls.hpp"
#include "visit/visit.hpp"

namespace motcua::visit {

/// The one table from kinds of refusal to HTTP: 422 401 403 404 409 429 503.
int status_of(Kind kind);

/// A refusal for programs, RFC 9457: type, title, status, code, detail, fields.
http::Response problem(const Visit& visit, const Error& error);
/// A refusal for people: what happened and what they can do. Who is not signed in is led to the door.
http::Response refusal_page(const Visit& visit, const Error& error);

/// An answer to what is nobody's rule: no such page (404, 405), a request the server could not read (400 408 413 414 415 431),
/// too many at once (503) or broken machinery (500, 503). It leans on nothing that may be broken.
http::Response trouble(const Visit& visit, int status);

} // namespace motcua::visit
