#pragma once

#include "demo/cast.hpp"
#include "demo/course.hpp"
#include "demo/samples.hpp"
#include "dossier/chronicle.hpp"
#include "visit/visit.hpp"

#include <filesystem>

namespace motcua::demo {

/// Plays a course in memory, for writing in bulk. Throws std::logic_error when the rules of dossiers refuse a move: then the course is
/// wrong, not the world.
dossier::Chronicle in_memory(const law::Law& law, const Cast& cast, const Course& course, const Samples& samples);

/// Plays a course by the very actions that people's clicks run, each in a transaction of its own, with papers of its own; returns the
/// dossier's code. `spool` is an existing folder.
std::string by_actions(const visit::Services& services, const Cast& cast, const Course& course, const std::filesystem::path& spool);

} // namespace motcua::demo
