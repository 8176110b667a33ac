#include "http/paths.hpp"

#include <algorithm>
#include <stdexcept>

namespace motcua::http {

namespace {

/// Cuts the first part off: "/dossiers/x" → "dossiers", leaving "/x".
std::string_view take_part(std::string_view& path) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    const auto part = path.substr(0, end);
    path.remove_prefix(end);
    return part;
}

bool is_value(std::string_view part) {
    return part.size() > 2 && part.front() == '{' && part.back() == '}';
}
bool is_rest(std::string_view part) {
    return part.starts_with('{') && part.ends_with("...}");
}

std::string name_in(std::string_view part) {
    return std::string(part.substr(1, part.size() - (is_rest(part) ? 5 : 2)));
}

} // namespace

/// Goes down every way that fits `path`, literals first, until `visit` accepts the rows at the end of one.
template <class Visit>
bool Paths::walk(const Node& node, std::string_view path, std::vector<std::string_view>& values, const Visit& visit) {
    if (path.empty()) return visit(node.rows);
    auto rest = path;
    const auto part = take_part(rest);
    const auto literal = node.literals.find(part);
    if (literal != node.literals.end() && walk(literal->second, rest, values, visit)) return true;
    if (part.empty()) return false;
    if (!node.value.empty()) {
        values.push_back(part);
        if (walk(node.value.front(), rest, values, visit)) return true;
        values.pop_back();
    }
    values.push_back(path.substr(1));
    if (visit(node.rest_rows)) return true;
    values.pop_back();
    return false;
}

void Paths::add(Method method, std::string_view pattern, std::size_t row) {
    const std::string whole(pattern);
    if (!pattern.starts_with('/')) throw std::logic_error("a path pattern begins with /: " + whole);
    Node* node = &root_;
    Row entry{row, {}};
    bool rest = false;
    while (!pattern.empty()) {
        const auto part = take_part(pattern);
        rest = is_rest(part);
        if (rest && !pattern.empty()) throw std::logic_error("{name...} stands at the end of a path pattern: " + whole);
        if (is_value(part)) entry.names.push_back(name_in(part));
        if (rest) continue;
        if (!is_value(part)) {
            node = &node->literals[std::string(part)];
        } else {
            if (node->value.empty()) node->value.emplace_back();
            node = &node->value.front();
        }
    }
    auto& rows = rest ? node->rest_rows : node->rows;
    if (!rows.emplace(method, std::move(entry)).second) throw std::logic_error("two routes at " + whole);
}

std::optional<Paths::Found> Paths::find(Method method, std::string_view path) const {
    if (!path.starts_with('/')) return std::nullopt;
    std::vector<std::string_view> values;
    const Row* found = nullptr;
    const auto visit_for = [&](Method wanted) {
        return walk(root_, path, values, [&](const Rows& rows) {
            const auto row = rows.find(wanted);
            if (row != rows.end()) found = &row->second;
            return found != nullptr;
        });
    };
    if (!visit_for(method) && method == Method::head) visit_for(Method::get);
    if (!found) return std::nullopt;
    Found result{found->row, {}};
    for (std::size_t i = 0; i < found->names.size(); ++i) result.values.emplace_back(found->names[i], std::string(values[i]));
    return result;
}

std::vector<Method> Paths::methods(std::string_view path) const {
    std::vector<Method> all;
    if (!path.starts_with('/')) return all;
    std::vector<std::string_view> values;
    walk(root_, path, values, [&](const Rows& rows) {
        for (const auto& [method, row] : rows) all.push_back(method);
        return false;
    });
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

} // namespace motcua::http
