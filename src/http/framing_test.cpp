#include "http/framing.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace motcua::http;

namespace {

struct Unframed {
    std::string payload;
    std::string rest;
    bool done = false;
    bool malformed = false;
};

/// Feeds `wire` in two pieces.
Unframed unframe(const Head& head, std::string_view wire, std::size_t split) {
    Framing framing(head);
    Unframed result;
    for (auto piece : {wire.substr(0, split), wire.substr(split)}) {
        while (!piece.empty() && !framing.done() && !framing.malformed()) {
            const auto taken = framing.take(piece);
            result.payload += taken.payload;
            piece.remove_prefix(taken.consumed);
        }
        result.rest += piece;
    }
    result.done = framing.done();
    result.malformed = framing.malformed();
    return result;
}

Head chunked() {
    Head head;
    head.chunked = true;
    return head;
}

} // namespace

TEST_CASE("a chunked body is the same wherever its bytes are split, and what follows is left alone") {
    const std::string wire = "5\r\nkhai \r\n00A;name=\"x\"\r\nsinh cho c\r\n2\r\non\r\n0\r\nTrailer: 1\r\n\r\nGET /next";
    for (std::size_t split = 0; split <= wire.size(); ++split) {
        CAPTURE(split);
        const auto result = unframe(chunked(), wire, split);
        CHECK(result.done);
        CHECK(result.payload == "khai sinh cho con");
        CHECK(result.rest == "GET /next");
    }
}

TEST_CASE("a body of known length ends where it says") {
    Head head;
    head.content_length = 4;
    for (std::size_t split = 0; split <= 7; ++split) {
        const auto result = unframe(head, "abcdGET", split);
        CHECK(result.done);
        CHECK(result.payload == "abcd");
        CHECK(result.rest == "GET");
    }
    CHECK(Framing(Head{}).done());
}

TEST_CASE("broken chunks are malformed") {
    const std::array wires{
        std::string("5\nhello\r\n0\r\n\r\n"),   std::string("5\r\nhello0\r\n\r\n"),
        std::string("5\r\nhello\n0\r\n\r\n"),   std::string("\r\nhello\r\n"),
        std::string("x\r\nhello\r\n"),          std::string("0x5\r\nhello\r\n"),
        std::string("-5\r\nhello\r\n"),         std::string(" 5\r\nhello\r\n"),
        std::string("5 \r\nhello\r\n"),         std::string("FFFFFFFFFFFFFFFF\r\nhello"),
        std::string("5;a\rb\r\nhello\r\n"),     std::string("4\r\nhello\r\n0\r\n\r\n"),
        "5;" + std::string(2000, 'a') + "\r\n", "0\r\n" + std::string(2000, 'a'),
        std::string("0\r\nA: 1\n\r\n"),
    };
    for (const auto& wire : wires) {
        CAPTURE(wire);
        CHECK(unframe(chunked(), wire, wire.size()).malformed);
        CHECK(unframe(chunked(), wire, 1).malformed);
    }
}
