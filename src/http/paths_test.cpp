#include "http/paths.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace motcua::http;

namespace {

std::string found(const Paths& paths, Method method, std::string_view path) {
    const auto row = paths.find(method, path);
    if (!row) return "none";
    auto text = std::to_string(row->row);
    for (const auto& [name, value] : row->values) text += " " + std::string(name) + "=" + value;
    return text;
}

Paths some_paths() {
    Paths paths;
    paths.add(Method::get, "/", 0);
    paths.add(Method::get, "/dossiers/{code}", 1);
    paths.add(Method::get, "/dossiers/new", 2);
    paths.add(Method::post, "/dossiers/{id}/acceptance", 3);
    paths.add(Method::get, "/dossiers/new/{step}", 4);
    paths.add(Method::get, "/help/{page...}", 5);
    paths.add(Method::get, "/help/{page}/print", 6);
    paths.add(Method::post, "/dossiers/{code}", 7);
    paths.add(Method::head, "/help/{page}/print", 8);
    return paths;
}

} // namespace

TEST_CASE("a path finds its row and its values") {
    const auto paths = some_paths();
    CHECK(found(paths, Method::get, "/") == "0");
    CHECK(found(paths, Method::get, "/dossiers/abc") == "1 code=abc");
    CHECK(found(paths, Method::get, "/dossiers/new") == "2");
    CHECK(found(paths, Method::get, "/dossiers/new/2") == "4 step=2");
    CHECK(found(paths, Method::post, "/dossiers/abc/acceptance") == "3 id=abc");
    CHECK(found(paths, Method::post, "/dossiers/new/acceptance") == "3 id=new");
    CHECK(found(paths, Method::get, "/help/a/b/c") == "5 page=a/b/c");
    CHECK(found(paths, Method::get, "/help/a/print") == "6 page=a");
    CHECK(found(paths, Method::get, "/help/a/print/b") == "5 page=a/print/b");
    CHECK(found(paths, Method::post, "/dossiers/a") == "7 code=a");
}

TEST_CASE("HEAD finds the GET row unless it has its own") {
    const auto paths = some_paths();
    CHECK(found(paths, Method::head, "/dossiers/abc") == "1 code=abc");
    CHECK(found(paths, Method::head, "/help/a/print") == "8 page=a");
}

TEST_CASE("a path that is not there finds nothing") {
    const auto paths = some_paths();
    for (const auto* path : {"", "dossiers", "/dossiers", "/dossiers/", "/dossiers/a/", "/dossiers//acceptance", "/help", "/help/", "//"}) {
        CAPTURE(path);
        CHECK(found(paths, Method::get, path) == "none");
    }
    CHECK(found(paths, Method::delete_, "/dossiers/a") == "none");
}

TEST_CASE("the methods of a path are told for 405") {
    const auto paths = some_paths();
    CHECK(paths.methods("/dossiers/abc") == std::vector{Method::get, Method::post});
    CHECK(paths.methods("/dossiers/abc/acceptance") == std::vector{Method::post});
    CHECK(paths.methods("/nowhere").empty());
}

TEST_CASE("two routes cannot stand at one path") {
    auto paths = some_paths();
    CHECK_THROWS_AS(paths.add(Method::get, "/dossiers/{other}", 9), std::logic_error);
    CHECK_THROWS_AS(paths.add(Method::get, "/help/{rest...}", 9), std::logic_error);
    CHECK_THROWS_AS(paths.add(Method::get, "/a/{rest...}/b", 9), std::logic_error);
    CHECK_THROWS_AS(paths.add(Method::get, "no-slash", 9), std::logic_error);
}
