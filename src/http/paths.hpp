#pragma once

#include "http/message.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::http {

/// The `{name}` parts of a path, decoded.
using PathValues = std::vector<std::pair<std::string_view, std::string>>;

/// Finds the row of a route table by method and path. Patterns: `/dossiers/{code}/acceptance`; a literal part wins over a `{name}`;
/// `{name...}` at the end takes the rest. Built once; find() allocates only for values.
class Paths {
  public:
    /// Throws std::logic_error when method and pattern stand there already. `row` is the caller's index.
    void add(Method method, std::string_view pattern, std::size_t row);

    struct Found {
        std::size_t row;
        PathValues values;
    };
    std::optional<Found> find(Method method, std::string_view path) const;
    /// For 405: the methods this path has.
    std::vector<Method> methods(std::string_view path) const;

  private:
    struct Node {
        std::map<std::string, Node, std::less<>> literals;
        std::vector<Node> value; // 0 or 1
        std::string value_name;
        bool takes_rest = false;
        std::map<Method, std::size_t> rows;
        std::map<Method, std::vector<std::string>> names;
    };
    Node root_;
};

} // namespace motcua::http
