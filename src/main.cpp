#include "app/command.hpp"

#include <sys/stat.h>

#include <string_view>
#include <vector>

int main(int count, char** words) {
    umask(077); // database, papers and backups hold personal data: their owner reads them and nobody else
    const std::vector<std::string_view> arguments(words + 1, words + count);
    return motcua::app::run(arguments);
}
