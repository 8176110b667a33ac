# motcua_embed(target folders…): a library whose table holds every file below the folders, found by src/base/embedded.hpp.
function(motcua_embed target)
  set(all "")
  foreach(folder ${ARGN})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/${folder}/*)
    list(APPEND all ${found})
  endforeach()
  list(SORT all COMPARE STRING)

  set(assembly ".section .rodata\n")
  set(externs "")
  set(rows "")
  set(index 0)
  foreach(path ${all})
    string(APPEND assembly ".balign 16\n.global motcua_file_${index}\nmotcua_file_${index}:\n.incbin \"${CMAKE_SOURCE_DIR}/${path}\"\n.global motcua_file_${index}_end\nmotcua_file_${index}_end:\n.byte 0\n")
    string(APPEND externs "extern const char motcua_file_${index}[];\nextern const char motcua_file_${index}_end[];\n")
    string(APPEND rows "    {\"${path}\", {motcua_file_${index}, static_cast<std::size_t>(motcua_file_${index}_end - motcua_file_${index})}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembly ".section .note.GNU-stack,\"\",@progbits\n")

  set(made ${CMAKE_BINARY_DIR}/embedded/${target})
  file(CONFIGURE OUTPUT ${made}.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${made}.cpp @ONLY CONTENT
"#include \"base/embedded.hpp\"

#include <vector>

extern \"C\" {
${externs}}

std::span<const motcua::embedded::File> motcua::embedded::files() {
    static const std::vector<File> all{
${rows}    };
    return all;
}
")
  list(TRANSFORM all PREPEND ${CMAKE_SOURCE_DIR}/)
  set_source_files_properties(${made}.S PROPERTIES OBJECT_DEPENDS "${all}")
  add_library(${target} STATIC ${made}.S ${made}.cpp)
  target_include_directories(${target} PRIVATE src)
endfunction()
