#include "app/command.hpp"

#include "app/commands/commands.hpp"

namespace motcua::app {

namespace {

constexpr Command all_commands[] = {
    {.name = "serve", .vi = "Phục vụ người dân và cán bộ", .en = "Serve citizens and staff", .takes_settings = true, .run = serve},
    {.name = "migrate",
     .vi = "Đưa cơ sở dữ liệu lên phiên bản của chương trình",
     .en = "Bring the database to this program's version",
     .takes_settings = true,
     .run = migrate},
    {.name = "account",
     .vi = "Tạo tài khoản, giao và thu quyền",
     .en = "Make accounts, give and take roles",
     .words = "create|grant|revoke|show LOGIN",
     .options = account_options,
     .takes_settings = true,
     .most_words = 2,
     .run = account},
    {.name = "backup",
     .vi = "Sao lưu trong khi vẫn phục vụ (SQLite)",
     .en = "Copy the database while it serves (SQLite)",
     .words = "FILE",
     .takes_settings = true,
     .most_words = 1,
     .run = backup},
    {.name = "recount",
     .vi = "So bộ đếm với lịch sử hồ sơ",
     .en = "Compare the counters with the history of the dossiers",
     .options = recount_options,
     .takes_settings = true,
     .run = recount},
    {.name = "verify",
     .vi = "Soát chuỗi lịch sử của mọi hồ sơ",
     .en = "Walk through the history of every dossier and see that nothing was changed in it",
     .takes_settings = true,
     .run = verify},
    {.name = "lint",
     .vi = "Soát các tệp dữ liệu; không nêu tệp thì soát dữ liệu trong chương trình",
     .en = "Look data files through; without files, those inside the program",
     .words = "[FILES…]",
     .most_words = 1'000,
     .run = lint},
    {.name = "import",
     .vi = "Nhập đơn vị, thủ tục, tờ khai, lịch làm việc, bộ quy tắc, tài khoản, hồ sơ đang giải quyết",
     .en = "Import units, procedures, forms, calendars, rule sets, accounts, open dossiers",
     .words = "units|procedures|forms|calendars|rules|accounts|dossiers FILE",
     .options = import_options,
     .takes_settings = true,
     .most_words = 2,
     .run = import},
    {.name = "openapi",
     .vi = "In bản mô tả giao diện lập trình (OpenAPI 3.1)",
     .en = "Print the description of the API (OpenAPI 3.1)",
     .run = openapi},
    {.name = "due",
     .vi = "Tính ngày giờ hẹn trả kết quả",
     .en = "Tell when a limit ends",
     .options = due_options,
     .takes_settings = true,
     .run = due},
    {.name = "check",
     .vi = "Xem một số hay mã có đúng không",
     .en = "Say whether a number or code is valid",
     .words = "citizen-number|tax-code|phone|dossier-code VALUE",
     .most_words = 2,
     .run = check},
    {.name = "states",
     .vi = "In sơ đồ trạng thái của hồ sơ (docs/states.md)",
     .en = "Print the state diagram of a dossier (docs/states.md)",
     .options = states_options,
     .run = states},
    {.name = "demo",
     .vi = "Dựng một tỉnh mô phỏng rồi phục vụ",
     .en = "Build an invented province and serve it",
     .options = demo_options,
     .takes_settings = true,
     .run = demo}};

} // namespace

std::span<const Command> commands() {
    return all_commands;
}

} // namespace motcua::app
