#pragma once

#include "base/result.hpp"

#define POINTERHOLDER_TRANSITION 4 // qpdf's own word for std::shared_ptr
#include <qpdf/QPDF.hh>

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace motcua::pades {

/// What is added to the end of a PDF (incremental update, ISO 32000-1, 7.5.6): new and changed objects and where they lie. The bytes
/// before are never touched. Private to this folder.
class Revision {
  public:
    /// Refuses as signable(). `pdf` must outlive this.
    static Result<std::unique_ptr<Revision>> of(std::string_view pdf);

    QPDFObjectHandle root() { return document_.getRoot(); }
    QPDFObjectHandle first_page() { return page_; }

    /// The number of an object that is new.
    int new_number() { return next_++; }
    /// Appends an object; `body` is what stands between `obj` and `endobj`.
    void add(int number, int generation, std::string_view body);
    void add(QPDFObjectHandle changed, const std::string& body) { add(changed.getObjectID(), changed.getGeneration(), body); }
    /// Where the next object's body will begin in the finished file.
    std::size_t next_body(int number, int generation) const;

    /// The whole file: the bytes before, the objects, the table of their places in the form that the file used before.
    std::string finish();

  private:
    explicit Revision(std::string_view pdf) : bytes_(pdf), before_(pdf) {}
    Result<void> read();
    Result<void> read_structure();
    std::string table();
    std::string trailer_entries(int size);
    std::string stream_table(int number);

    QPDF document_;
    QPDFObjectHandle page_;
    std::string bytes_;
    std::string_view before_;
    std::map<int, std::pair<int, std::size_t>> places_; ///< number → generation, place
    int next_ = 0;
    std::size_t last_table_ = 0;
    bool by_stream_ = false;
};

} // namespace motcua::pades
