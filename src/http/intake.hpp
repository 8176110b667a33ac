#pragma once

#include "http/head.hpp"
#include "http/message.hpp"
#include "http/multipart.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace motcua::http {

/// One upload on its way to disk.
class SpoolFile;

/// Receives the body of one request piece by piece and makes form, uploads or body of it. The largest thing it holds in memory is a
/// field of text or the body of a `raw` or urlencoded route; files go to the spool folder as they come. Its end discards them. Every int is
/// 0 or the status to refuse with (400 413 415; 503 when the disk does not take it).
class Intake : private Multipart::Sink {
  public:
    Intake(const BodyRule& rule, std::filesystem::path spool);
    ~Intake();
    Intake(const Intake&) = delete;
    Intake& operator=(const Intake&) = delete;

    /// From the head alone: wrong kind of body, or longer than the route takes.
    int start(const Head& head);
    int add(std::string_view bytes);
    /// After the last byte: puts what came into `request`.
    int finish(Request& request);
    /// Deletes the spool files that nobody moved away. Before the answer is sent, so that a slow reader keeps no files.
    void discard();

  private:
    enum class Kind { nothing, urlencoded, multipart, raw };

    int start_multipart(std::string_view content_type);
    int begin_part(const PartHead& head) override;
    int part_data(std::string_view bytes) override;
    int end_part() override;
    int end_file();

    BodyRule rule_;
    std::filesystem::path spool_;
    Kind kind_ = Kind::nothing;
    std::uint64_t limit_ = 0;
    std::uint64_t bytes_ = 0;
    std::string body_;
    std::optional<Multipart> multipart_;
    PartHead part_;
    std::string text_;
    std::uint64_t text_bytes_ = 0;
    std::unique_ptr<SpoolFile> file_;
    Pairs form_;
    std::vector<Upload> uploads_;
    std::vector<std::filesystem::path> made_;
};

/// Deletes what requests of a killed process left in the spool folder more than a day ago. Makes the folder when it is missing.
void prepare_spool(const std::filesystem::path& spool);

} // namespace motcua::http
