#pragma once

#include "account/account.hpp"
#include "account/limits.hpp"
#include "base/clock.hpp"
#include "base/locale.hpp"
#include "base/result.hpp"
#include "db/database.hpp"
#include "html/components.hpp"
#include "html/out.hpp"
#include "http/message.hpp"
#include "http/paths.hpp"
#include "jobs/jobs.hpp"
#include "law/law.hpp"
#include "pades/key.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::visit {

/// Keys and places that actions of several domains need. Owned by App, alive as long as the server.
struct Services {
    db::Database& database;
    const Clock& clock;
    law::Shelf& shelf;
    std::filesystem::path papers;                               ///< where uploaded and made files lie
    std::string number_key;                                     ///< 32 bytes: seals personal numbers
    std::string public_url;                                     ///< `https://motcua.binhphuoc.example`, for QR codes and messages
    bool demo = false;                                          ///< synthetic data: said on every page
    account::Limits limits = {};                                ///< of sessions, codes and tries
    pades::KeyRing keys = {};                                   ///< that results are signed with; empty: they are not
    std::shared_ptr<const pades::Authorities> authorities = {}; ///< whose signers are believed besides the province's own
    std::function<void()> wake_jobs = [] {};
};

/// Who may call a route. Deny by default: a row without an access does not compile.
struct Access {
    enum class Kind { anyone, signed_in, roles } kind;
    std::vector<account::Role> roles = {};

    static Access anyone() { return {Kind::anyone}; }
    static Access signed_in() { return {Kind::signed_in}; }
    static Access any_of(std::vector<account::Role> roles) { return {Kind::roles, std::move(roles)}; }
    /// Everybody who works at a desk.
    static Access staff();
    bool allows(const account::Actor& actor) const;
};

/// How a page stands in its frame.
struct Look {
    std::string title;                   ///< of the document; the main part brings its own h1
    std::optional<html::Link> back = {}; ///< above the h1
    bool wide = false;                   ///< staff pages and boards
    bool anybody = false;                ///< holds nothing of a person: may be cached
};

/// One person at the door, for one request: who, in which language, asking what.
class Visit {
  public:
    Visit(http::Request& request, http::PathValues values, Services& services, account::Actor actor, Locale locale, std::string csrf_token);

    http::Request& request;
    Services& services;
    const account::Actor actor;
    const Locale locale;
    const std::string csrf_token; ///< every form carries it as `csrf`
    const std::shared_ptr<const law::Law> law;
    const Instant now;
    Id session = 0; ///< the open session, for the pages where its owner ends others

    /// A `{name}` of the pattern.
    std::string_view value(std::string_view name) const;
    std::string say(std::string_view key, std::vector<std::string> arguments = {}) const;

    /// A page: `fill(out)` writes the main part, the frame is put around it by html/frame. `no-store` unless `anybody`.
    http::Response page(int status, std::string_view title, const std::function<void(html::Out&)>& fill, bool anybody = false) const;
    http::Response page(int status, const Look& look, const std::function<void(html::Out&)>& fill) const;
    http::Response json(int status, std::string body) const;
    http::Response redirect(std::string location) const;
    /// The page or the problem+json of a refusal, by the kind of caller. 404 403 409 422 429, decided here only.
    http::Response refuse(const Error& error) const;
    /// The field errors of a refusal in words, for html::summary_of and html::Field::error. A refusal without fields is one line of no
    /// field.
    std::vector<html::FieldErrorText> errors_of(const Error& error) const;
    bool wants_json() const; ///< a path below /api/

  private:
    http::PathValues values_;
};

/// How often one account or one address may call a route; the figures are settings of the gate. (nhịp gọi)
enum class Pace {
    ordinary, ///< no more than the general bound
    sign_in,  ///< guesses at a password or a code
    code,     ///< sends a message to somebody
    lookup,   ///< guesses at a dossier code, a document check
    upload
};

/// One row of the table of contents.
struct Route {
    http::Method method;
    std::string pattern;
    Access access;
    std::function<http::Response(Visit&)> handler;
    http::BodyRule body = {};
    std::string name = {}; ///< summary for the API description; empty on pages
    Pace pace = Pace::ordinary;
};

using Routes = std::vector<Route>;

} // namespace motcua::visit
