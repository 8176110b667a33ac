#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace motcua::law {

/// On which line of a JSON text each value begins, by JSON pointer (RFC 6901; `/0/name`). The text must be valid JSON.
class JsonLines {
  public:
    explicit JsonLines(std::string_view json);

    /// Of the value, or of the nearest thing around it that stands in the text. The whole is "".
    int line(std::string_view pointer) const;
    /// Pointers of keys that stand twice in one object.
    const std::vector<std::string>& repeated() const { return repeated_; }

  private:
    class Scanner;
    std::map<std::string, int, std::less<>> lines_;
    std::vector<std::string> repeated_;
};

/// `pointer` with one more step.
std::string below(std::string_view pointer, std::string_view key);
std::string below(std::string_view pointer, std::size_t place);

} // namespace motcua::law
