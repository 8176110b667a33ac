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
    /// `path` is decoded. HEAD finds the GET row when there is no HEAD row. A `{name}` never takes an empty part.
    std::optional<Found> find(Method method, std::string_view path) const;
    /// For 405: the methods this path has.
    std::vector<Method> methods(std::string_view path) const;

  private:
    struct Row {
        std::size_t row;
        std::vector<std::string> names;
    };
    using Rows = std::map<Method, Row>;
    struct Node {
        std::map<std::string, Node, std::less<>> literals;
        std::vector<Node> value; // 0 or 1
        Rows rows;
        Rows rest_rows; // of {name...}
    };
    template <class Visit>
    static bool walk(const Node& node, std::string_view path, std::vector<std::string_view>& values, const Visit& visit);

    Node root_;
};

} // namespace motcua::http
