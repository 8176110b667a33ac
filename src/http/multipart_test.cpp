#include "http/multipart.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

using namespace motcua::http;

namespace {

/// Writes down what the parser says.
class Notes final : public Multipart::Sink {
  public:
    int begin_part(const PartHead& head) override {
        text += "<" + head.name + (head.file_name ? "|" + *head.file_name + "|" + head.media_type : "") + ">";
        return refuse_begin;
    }
    int part_data(std::string_view bytes) override {
        text += bytes;
        return 0;
    }
    int end_part() override {
        text += "</>";
        return 0;
    }
    std::string text;
    int refuse_begin = 0;
};

struct Outcome {
    int status;
    std::string text;
};

Outcome parse(std::string_view boundary, const std::vector<std::string_view>& pieces) {
    Notes notes;
    Multipart multipart(boundary, notes);
    for (const auto piece : pieces)
        if (const int status = multipart.add(piece); status != 0) return {status, notes.text};
    return {multipart.finish(), notes.text};
}

std::string part_named(std::string_view disposition) {
    return "--b\r\nContent-Disposition: " + std::string(disposition) + "\r\n\r\nx\r\n--b--\r\n";
}

} // namespace

TEST_CASE("a multipart body is the same wherever its bytes are split") {
    const std::string body = "--b\r\nContent-Disposition: form-data; name=\"họ_tên\"\r\n\r\nNguyễn Thị Đào\r\n"
                             "--b\r\nContent-Disposition: form-data; name=\"paper\"; filename=\"C:\\scan\\giấy khai sinh.pdf\"\r\n"
                             "Content-Type: Application/PDF\r\n\r\n\r\n--\r\n-b\r\n--\r\n\r\n--b\r\n"
                             "content-disposition: form-data; name=empty\r\n\r\n\r\n--b--\r\nepilogue";
    const std::string expected = "<họ_tên>Nguyễn Thị Đào</><paper|giấy khai sinh.pdf|application/pdf>\r\n--\r\n-b\r\n--\r\n</><empty></>";
    for (std::size_t first = 0; first <= body.size(); ++first) {
        CAPTURE(first);
        const auto outcome = parse("b", {std::string_view(body).substr(0, first), std::string_view(body).substr(first)});
        CHECK(outcome.status == 0);
        CHECK(outcome.text == expected);
    }
    std::vector<std::string_view> bytes;
    for (std::size_t i = 0; i < body.size(); ++i) bytes.push_back(std::string_view(body).substr(i, 1));
    CHECK(parse("b", bytes).text == expected);
}

TEST_CASE("broken multipart bodies are refused with 400") {
    const std::array bodies{
        std::string(""),
        std::string("--b"),
        std::string("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx"),
        std::string("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b"),
        std::string("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--c--\r\n"),
        std::string("--bx\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--\r\n"),
        std::string("--b\r\n\r\nx\r\n--b--\r\n"),
        std::string("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n"),
        std::string("--b\r\nno colon\r\n\r\nx\r\n--b--\r\n"),
        std::string(5000, 'x'),
        "--b\r\nA: " + std::string(5000, 'x'),
        part_named("attachment; name=a"),
        part_named("form-data"),
        part_named("form-data; name=a; name=b"),
        part_named("form-data; name=\"\xff\""),
        part_named("form-data; name=a; filename=\"\xff\""),
        part_named("form-data; name=a; filename*=UTF-8''%ff"),
        part_named("form-data; name=a; filename*=latin1''x"),
    };
    for (const auto& body : bodies) {
        CAPTURE(body);
        CHECK(parse("b", {body}).status == 400);
    }
}

TEST_CASE("the sink's refusal ends the parsing") {
    Notes notes;
    notes.refuse_begin = 413;
    Multipart multipart("b", notes);
    CHECK(multipart.add(part_named("form-data; name=a")) == 413);
    CHECK(notes.text == "<a>");
}

TEST_CASE("names of parts and files are read as browsers write them") {
    CHECK(parse("b", {part_named("form-data; name=\"a;b\"; filename=\"x\\\"y.pdf\"")}).text == "<a;b|x\"y.pdf|>x</>");
    CHECK(parse("b", {part_named("form-data; name=a; filename=\"khac.pdf\"; filename*=UTF-8''kh%C3%A1c.pdf")}).text == "<a|khác.pdf|>x</>");
    CHECK(parse("b", {part_named("form-data; filename=x ; name=a")}).text == "<a|x|>x</>");
    CHECK(parse("b", {part_named("Form-Data; NAME=a; filename=\"\"")}).text == "<a||>x</>");
}

TEST_CASE("a file name keeps its last part, its letters and its extension") {
    CHECK(clean_file_name("../../etc/passwd") == "passwd");
    CHECK(clean_file_name("C:\\Users\\a\\don.docx") == "don.docx");
    CHECK(clean_file_name("..") == "");
    CHECK(clean_file_name("a/") == "");
    CHECK(clean_file_name("gia\xcc\x82\xcc\x81y.pdf") == "gi\xe1\xba\xa5y.pdf");
    CHECK(clean_file_name("a\x01"
                          "b\n.pdf")
              .find('\n') == std::string::npos);
    std::string longest;
    for (int i = 0; i < 300; ++i) longest += "đ";
    std::string cut;
    for (int i = 0; i < 196; ++i) cut += "đ";
    CHECK(clean_file_name(longest + ".pdf") == cut + ".pdf");
}

TEST_CASE("a boundary is taken from the content type") {
    CHECK(multipart_boundary("multipart/form-data; boundary=abc") == "abc");
    CHECK(multipart_boundary("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"") == "a b");
    CHECK_FALSE(multipart_boundary("multipart/form-data"));
    CHECK_FALSE(multipart_boundary("multipart/form-data; boundary="));
    CHECK_FALSE(multipart_boundary("multipart/mixed; boundary=a"));
    CHECK_FALSE(multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'a')));
}
