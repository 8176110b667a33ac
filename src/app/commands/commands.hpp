#pragma once

#include "app/arguments.hpp"
#include "app/config.hpp"
#include "base/clock.hpp"

/// One function for each row of the table in app/commands.cpp; what they return is the program's exit code.
namespace motcua::app {

int serve(const Arguments& arguments, Config& config, Clock& clock);
int migrate(const Arguments& arguments, Config& config, Clock& clock);
int backup(const Arguments& arguments, Config& config, Clock& clock);
int recount(const Arguments& arguments, Config& config, Clock& clock);
inline constexpr Option recount_options[] = {{"repair", {}, "sửa bộ đếm theo lịch sử", "make the counters what history says"}};
int verify(const Arguments& arguments, Config& config, Clock& clock);
int regrant(const Arguments& arguments, Config& config, Clock& clock);
inline constexpr Option regrant_options[] = {{"dry-run", {}, "chỉ xem, không ghi", "report only, change nothing"}};

int lint(const Arguments& arguments, Config& config, Clock& clock);
int import(const Arguments& arguments, Config& config, Clock& clock);
inline constexpr Option import_options[] = {{"dry-run", {}, "chỉ xem, không ghi", "report only, change nothing"}};
int openapi(const Arguments& arguments, Config& config, Clock& clock);
int due(const Arguments& arguments, Config& config, Clock& clock);
inline constexpr Option due_options[] = {
    {"limit", "N", "thời hạn", "the limit"},
    {"unit", "UNIT", "working_day, working_hour, calendar_day, month, same_day", "what the limit is counted in"},
    {"at", "TIME", "lúc nhận, 2022-07-11T16:10", "when it came, 2022-07-11T16:10"},
    {"for", "UNIT", "mã đơn vị", "code or identifier of the receiving unit"}};
int check(const Arguments& arguments, Config& config, Clock& clock);
int states(const Arguments& arguments, Config& config, Clock& clock);
inline constexpr Option states_options[] = {{"svg", {}, "bản vẽ SVG", "the drawing, as SVG"}};

int keys(const Arguments& arguments, Config& config, Clock& clock);
int signers(const Arguments& arguments, Config& config, Clock& clock);
inline constexpr Option signers_options[] = {
    {"from", "TIME", "từ lúc nào; không nêu thì từ bây giờ", "from when on, 2022-07-11T16:10; now when it is not said"}};

int demo(const Arguments& arguments, Config& config, Clock& clock);
inline constexpr Option demo_options[] = {{"dossiers", "N", "số hồ sơ mô phỏng (50000)", "how many dossiers are invented (50000)"},
                                          {"seed", "N", "hạt giống: cùng số, cùng dữ liệu", "the same seed gives the same province"},
                                          {"build-only", {}, "dựng xong thì thôi, không phục vụ", "build and end, do not serve"}};

inline constexpr Option account_options[] = {
    {"name", "NAME", "họ tên", "name of the person"},
    {"staff", {}, "tài khoản cán bộ", "an account of staff"},
    {"role", "ROLE", "vai trò", "role to give or take"},
    {"unit", "IDENTIFIER", "mã định danh đơn vị", "identifier of the unit, such as H10.35"},
    {"until", "DAY", "đến hết ngày", "last day of the role, YYYY-MM-DD"},
    {"password-file", "FILE", "tệp chứa mật khẩu; không có thì tạo ngẫu nhiên", "file with the password; without it a random one is made"}};
int account(const Arguments& arguments, Config& config, Clock& clock);

} // namespace motcua::app
