#include "html/generator/emit.hpp"

#include <doctest/doctest.h>

using namespace motcua::generator;

namespace {

Emitted made(std::string_view body) {
    return emit(scan("@view page(const Page& page)\n" + std::string(body)), "dossier", "receipt");
}

/// The body of the one function, without indentation.
std::string code(std::string_view body) {
    const auto source = made(body).source;
    const auto begin = source.find("{\n", source.find("void page")) + 2;
    std::string result;
    bool line_begun = true;
    for (const char letter : source.substr(begin, source.rfind("}\n\n}") - begin)) {
        if (line_begun && letter == ' ') continue;
        line_begun = letter == '\n';
        result += letter;
    }
    return result;
}

std::string refusal(std::string_view body) {
    try {
        made(body);
    } catch (const Fault& fault) {
        return std::to_string(fault.line - 1) + ": " + fault.reason; // the @view line is not counted
    }
    return "";
}

} // namespace

TEST_CASE("a view becomes a declaration in its folder's namespace and a function that writes it") {
    const auto result = emit(scan("@include \"dossier/pages.hpp\"\n@view receipt(const Page& page)\n<p>Xin chào</p>\n@view empty()\n"),
                             "dossier", "receipt");
    CHECK(result.header ==
          "#pragma once\n\n#include \"html/out.hpp\"\n#include \"dossier/pages.hpp\"\n\nnamespace motcua::dossier::views {\n\n"
          "void receipt(html::Out& out, const Page& page);\nvoid empty(html::Out& out);\n\n}\n");
    CHECK(result.source.find("#include \"dossier/views/receipt.hpp\"") == 0);
    CHECK(result.source.find("out.literal(\"<p>Xin chào</p>\\n\");") != std::string::npos);
}

TEST_CASE("a value is escaped for the place where it stands") {
    CHECK(code("<p>{page.name}</p>") == "out.literal(\"<p>\");\nout.text(page.name);\nout.literal(\"</p>\");\n");
    CHECK(code("<p title=\"{a} {b}\">").find("out.attribute(a);\nout.literal(\" \");\nout.attribute(b);") != std::string::npos);
    CHECK(code("<a href=\"{a}\">").find("out.url(a);") != std::string::npos);
    CHECK(code("<a HREF = \"{a}/x\">").find("out.url(a);") != std::string::npos);
    CHECK(code("<a href=\"/x/{a}?b={b}\">").find("out.url_part(a);\nout.literal(\"?b=\");\nout.url_part(b);") != std::string::npos);
    CHECK(code("<form action=\"{a}\">").find("out.url(a);") != std::string::npos);
    CHECK(code("<button formaction=\"{a}\">").find("out.url(a);") != std::string::npos);
    CHECK(code("<use xlink:href=\"{a}\"/>").find("out.url(a);") != std::string::npos);
    CHECK(code("<p data-href=\"{a}\">").find("out.attribute(a);") != std::string::npos);
}

TEST_CASE("a value is refused where none can be made safe, with the line") {
    CHECK(refusal("\n<p {a}>") == "2: no value may stand inside a tag, outside an attribute's quotes");
    CHECK(refusal("<{a}>") == "1: no value may stand inside a tag, outside an attribute's quotes");
    CHECK(refusal("<p title={a}>") == "1: a value in an attribute stands in double quotes");
    CHECK(refusal("<p title=x{a}>") == "1: a value in an attribute stands in double quotes");
    CHECK(refusal("<p title='{a}'>") == "1: a value stands in double quotes, not in single ones");
    CHECK(refusal("<script>{a}</script>") == "1: no value may stand in script or style");
    CHECK(refusal("<iframe srcdoc=\"{a}\">") == "1: no value may stand in the attribute srcdoc");
    CHECK(refusal("<p title=\"{raw a}\">") == "1: raw markup stands between tags only");
    CHECK(refusal("<p title=\"\n@call x(a)\n\">") == "2: a view is called between tags only");
    CHECK(refusal("<a href=\"{t a.b}\">") == "1: a sentence is no URL");
}

TEST_CASE("inline script and style are refused even as literals") {
    CHECK(refusal("<p onclick=\"go()\">") == "1: the pages' policy forbids the attribute onclick");
    CHECK(refusal("<p STYLE=\"color:red\">") == "1: the pages' policy forbids the attribute style");
    CHECK(refusal("<script>go()</script>") == "1: script and style come from files, not from the page");
    CHECK(refusal("<script type=\"module\" src=\"{a}\"></script>") == "");
}

TEST_CASE("branches must end where they began") {
    CHECK(refusal("@if a\n<p\n@end\n>") == "3: the branches end in different places of the markup");
    CHECK(refusal("<a href=\"{if a}/x{end}{b}\">") == "1: the branches end in different places of the markup");
    CHECK(refusal("<p {if a}title=\"{else}lang=\"{end}x\">") == "1: the branches end in different places of the markup");
    CHECK(refusal("<input{if a} checked{end}>") == "");
    CHECK(refusal("<input {if a}checked{end} name=\"b\">") == "");
    CHECK(refusal("<input {if a}checked{end}name=\"b\">") == "1: a space is missing between two attributes");
    CHECK(refusal("<p class=\"a{if b} c{else} d{end}\">") == "");
}

TEST_CASE("blocks balance") {
    CHECK(refusal("@if a\n<p>") == "1: this block has no @end");
    CHECK(refusal("@end") == "1: this has no @if or @for before it");
    CHECK(refusal("@else") == "1: this has no @if or @for before it");
    CHECK(refusal("@for a in b\n@else\n@end") == "2: this branch belongs to no @if");
    CHECK(refusal("@if a\n@else\n@else\n@end") == "3: this branch belongs to no @if");
    CHECK(refusal("<p") == "1: the view ends inside a tag");
}

TEST_CASE("what is written wrongly is said with its line") {
    CHECK(refusal("@wenn x") == "1: there is no directive @wenn");
    CHECK(refusal("@if") == "1: @if needs an argument");
    CHECK(refusal("@else x") == "1: @else takes no argument");
    CHECK(refusal("{}") == "1: empty braces; write {{ for a brace");
    CHECK(refusal("{page.name\n}") == "1: a brace is not closed on its line");
    CHECK(refusal("<p>\n<!-- x") == "2: the comment has no end");
    CHECK(refusal("{t page}") == "1: not a locale key: page");
    CHECK(refusal("a < b") == "1: write &lt; for a lone <");
    CHECK(refusal("@for a of b\n@end") == "1: a loop is written @for one in many");
    CHECK_THROWS_AS(emit(scan("<p>"), "a", "b"), Fault);
}

TEST_CASE("conditions and loops become the C++ that they look like") {
    CHECK(code("@if a\nx\n@elif b\ny\n@else\nz\n@end\n") ==
          "if (a) {\nout.literal(\"x\\n\");\n} else if (b) {\nout.literal(\"y\\n\");\n} else {\nout.literal(\"z\\n\");\n}\n");
    CHECK(code("@for part in page.parts\n{part}\n@end\n").find("for (const auto& part : page.parts) {\nout.text(part);") == 0);
    CHECK(code("@for part, index in page.parts\n{index}\n@end\n") ==
          "for (std::size_t index = 0; const auto& part : page.parts) {\nout.text(index);\nout.literal(\"\\n\");\n++index;\n}\n");
    CHECK(code("@call html::views::tag(page.tag)\n@call other()\n") == "html::views::tag(out, page.tag);\nother(out);\n");
    CHECK(code("@let id = page.id()\n{id}") == "const auto id = page.id();\nout.text(id);\n");
}

TEST_CASE("sentences take arguments, in text and in attributes, and their keys are collected") {
    const auto result = made("<p title=\"{t a.b}\">{t c.d page.x name(\"a b\", 1)} {t (page.key)} {t a.b}</p>");
    CHECK(result.source.find("out.sentence_attribute(\"a.b\");") != std::string::npos);
    CHECK(result.source.find("out.sentence(\"c.d\", {out.plain(page.x), out.plain(name(\"a b\", 1))});") != std::string::npos);
    CHECK(result.source.find("out.sentence((page.key));") != std::string::npos);
    CHECK(result.keys == std::vector<std::string>{"a.b", "c.d", "a.b"});
}

TEST_CASE("the token of a form stands in a hidden input") {
    CHECK(
        code("{csrf}") ==
        "out.literal(\"<input type=\\\"hidden\\\" name=\\\"csrf\\\" value=\\\"\");\nout.attribute(out.csrf());\nout.literal(\"\\\">\");\n");
}

TEST_CASE("indentation and blank lines are dropped, but not where they matter") {
    CHECK(code("\n  <p>\n\n    a\n  </p>\n") == "out.literal(\"<p>\\na\\n</p>\\n\");\n");
    CHECK(code("<pre>\n  a\n\n  b</pre>\n  c") == "out.literal(\"<pre>\\n  a\\n\\n  b</pre>\\nc\");\n");
    CHECK(code("<textarea>\n{page.a}</textarea>").find("out.literal(\"<textarea>\\n\");") == 0);
    CHECK(code("a {b}\n  c").find("out.literal(\"\\nc\");") != std::string::npos);
}

TEST_CASE("braces and comments") {
    CHECK(code("{{x}") == "out.literal(\"{x}\");\n");
    CHECK(code("{page.text(\"}\")}") == "out.text(page.text(\"}\"));\n");
    CHECK(code("a<!-- {not.read}\n -->b") == "out.literal(\"ab\");\n");
}
