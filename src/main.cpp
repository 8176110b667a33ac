#include "app/command.hpp"

#include <string_view>
#include <vector>

int main(int count, char** words) {
    const std::vector<std::string_view> arguments(words + 1, words + count);
    return motcua::app::run(arguments);
}
