#pragma once

#include "account/actions.hpp"
#include "door/pages.hpp"
#include "visit/visit.hpp"

#include <string>
#include <string_view>

/// What the pages at the door share.
namespace motcua::door {

account::Setting setting_of(const visit::Visit& visit);
account::Caller caller_of(const visit::Visit& visit);

/// Draws a form; after a refusal with its errors in the summary and beside the fields, and with what was typed. Passwords are never
/// put back. The status is 200, or that of the refusal.
http::Response show(const visit::Visit& visit, FormPage page, const Error* error = nullptr);

/// Answers `refused` by showing the form again; what is not about the form (broken session, forbidden) goes the common way.
http::Response again(const visit::Visit& visit, FormPage page, const Error& error);

html::Field text_field(const visit::Visit& visit, std::string_view name, std::string_view key, html::Field::Kind kind,
                       std::string_view autocomplete, int width = 0);

/// Sets the session cookie and ends the session that was open before; then to `location`.
http::Response enter(const visit::Visit& visit, const account::NewSession& session, std::string location);

// The rows of the table, by file.
visit::Routes sign_in_routes();
visit::Routes registration_routes();
visit::Routes me_routes();

/// Forms of these pages are small.
inline constexpr http::BodyRule small_form{http::BodyRule::Form::urlencoded, 16 * 1024, 0, 30};

} // namespace motcua::door
