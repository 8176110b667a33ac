#include "account/account.hpp"
#include "account/contact.hpp"
#include "account/password.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using account::Contact;
using account::contact_of;
using account::Role;

TEST_CASE("phones and e-mail addresses are read in the ways people type them") {
    const Contact lan{Contact::Kind::phone, "0912345678"};
    for (const auto* typed : {"0912345678", " 0912 345 678 ", "0912.345.678", "+84912345678", "+84 912-345-678", "84912345678"})
        CHECK(contact_of(typed) == lan);
    CHECK(contact_of("Lan.Nguyen+x@Example.VN") == Contact{Contact::Kind::email, "lan.nguyen+x@example.vn"});
}

TEST_CASE("what is neither phone nor e-mail is no contact") {
    for (const auto* typed : {"", "lan", "0212345678", "091234567", "09123456789", "a@b", "@b.vn", "a@", "a b@c.vn", "a@-c.vn", "a@c..vn",
                              ".a@c.vn", "a@c.vn,b@c.vn", "a\n@c.vn", "lân@c.vn"})
        CHECK_FALSE(contact_of(typed));
    CHECK_FALSE(contact_of(std::string(250, 'a') + "@c.vn"));
}

TEST_CASE("a login has one spelling") {
    CHECK(account::login_of(" Binh ") == "binh");
    CHECK(account::login_of("+84 912 345 678") == "0912345678");
    CHECK(account::is_staff_login("binh.nguyen-2"));
    for (const auto* login : {"", "b", "2binh", "Binh", "bình", "binh nguyen", "binh@x.vn"}) CHECK_FALSE(account::is_staff_login(login));
}

TEST_CASE("short, long and common passwords are refused") {
    const auto code = [](std::string_view password) {
        const auto checked = account::check_password(password, "0912345678");
        return checked ? "ok" : checked.error().fields.front().code;
    };
    CHECK(code("ba từ lạ") == "ok");
    CHECK(code("1234567") == "account.password.short");
    CHECK(code("đđđđđđđ") == "account.password.short");
    CHECK(code(std::string(129, 'x')) == "account.password.long");
    CHECK(code("Matkhau123") == "account.password.common");
    CHECK(code("0912345678") == "account.password.common");
}

TEST_CASE("a password opens its own hash only, and an empty hash opens for nobody") {
    const auto hash = account::hash_in_turn("con trâu xanh", crypto::PasswordCost::citizen);
    REQUIRE(hash.has_value());
    CHECK(account::verify_in_turn(*hash, "con trâu xanh").value());
    CHECK_FALSE(account::verify_in_turn(*hash, "con trâu đỏ").value());
    CHECK_FALSE(account::verify_in_turn("", "").value());
}

TEST_CASE("a role reaches down from its unit, never up or beside") {
    const unit::Tree units({{.id = 1, .code = "70", .depth = 1},
                            {.id = 2, .parent = 1, .code = "688", .depth = 2},
                            {.id = 3, .parent = 2, .code = "25195", .depth = 3},
                            {.id = 4, .parent = 2, .code = "25198", .depth = 3}});
    const account::Actor clerk{.account = 9, .grants = {{Role::clerk, 2}}};
    CHECK(clerk.has(Role::clerk, 2, units));
    CHECK(clerk.has(Role::clerk, 3, units));
    CHECK_FALSE(clerk.has(Role::clerk, 1, units));
    CHECK_FALSE(clerk.has(Role::officer, 3, units));
    CHECK(clerk.staff());
    const account::Actor helper{.account = 8, .grants = {{Role::helper, 3}}, .citizen = true};
    CHECK_FALSE(helper.staff());
    CHECK_FALSE(helper.has(Role::helper, 4, units));
    CHECK_FALSE(account::Actor{}.signed_in());
}
