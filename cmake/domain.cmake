# motcua_folder(name NEEDS folders… PACKAGES targets…)
#   motcua_<name>       every src/<name>/*.cpp and the C++ made from src/<name>/views/*.html
#   motcua_<name>_test  every src/<name>/*_test.cpp, run by ctest
#
# MOTCUA_UNITY compiles the files of a folder eight at a time: three quarters of a build are the same headers read again. A file with a Row
# or a Kind of its own, as each of our stores has, stays alone; other private names differ within a folder.
option(MOTCUA_UNITY "compile the files of a folder together" OFF)

function(motcua_folder name)
  cmake_parse_arguments(FOLDER "" "" "NEEDS;PACKAGES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS src/${name}/*.cpp src/${name}/*/*.cpp)
  file(GLOB views CONFIGURE_DEPENDS src/${name}/views/*.html)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$|/generator/")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests EXCLUDE REGEX "/generator/")

  foreach(view ${views})
    get_filename_component(stem ${view} NAME_WE)
    set(made ${CMAKE_BINARY_DIR}/views/${name}/views/${stem})
    add_custom_command(
      OUTPUT ${made}.cpp ${made}.hpp
      COMMAND motcua_views ${view} ${made}
      DEPENDS motcua_views ${view}
      COMMENT "view ${name}/${stem}")
    list(APPEND sources ${made}.cpp ${made}.hpp)
  endforeach()

  if(NOT sources)
    file(WRITE ${CMAKE_BINARY_DIR}/empty/${name}.cpp "")
    list(APPEND sources ${CMAKE_BINARY_DIR}/empty/${name}.cpp)
  endif()
  add_library(motcua_${name} STATIC ${sources})
  set_target_properties(motcua_${name} PROPERTIES UNITY_BUILD ${MOTCUA_UNITY} UNITY_BUILD_BATCH_SIZE 8)
  foreach(source ${sources})
    if(MOTCUA_UNITY AND EXISTS ${source})
      file(STRINGS ${source} own REGEX "^(struct Row|using Kind)" LIMIT_COUNT 1)
    endif()
    if(own)
      set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
    unset(own)
  endforeach()
  target_include_directories(motcua_${name} PUBLIC src ${CMAKE_BINARY_DIR}/views)
  list(TRANSFORM FOLDER_NEEDS PREPEND motcua_)
  target_link_libraries(motcua_${name} PUBLIC ${FOLDER_NEEDS} ${FOLDER_PACKAGES} Threads::Threads)
  if(name STREQUAL "base")
    target_link_libraries(motcua_base PUBLIC motcua_embedded)
  endif()

  if(tests)
    add_executable(motcua_${name}_test ${tests})
    target_link_libraries(motcua_${name}_test PRIVATE motcua_${name} motcua_test_support)
    target_include_directories(motcua_${name}_test PRIVATE tests)
    if(name STREQUAL "html")
      target_link_libraries(motcua_html_test PRIVATE motcua_generator)
    endif()
    add_test(NAME ${name} COMMAND motcua_${name}_test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  endif()
endfunction()

# What every *_test stands on: doctest's main and databases of a test's own.
add_library(motcua_test_support STATIC tests/support/databases.cpp tests/support/doctest_main.cpp)
target_include_directories(motcua_test_support PUBLIC tests)
target_link_libraries(motcua_test_support PUBLIC motcua_db)

# The generator that turns views/*.html into C++; a library as well, for its tests.
file(GLOB generator_sources CONFIGURE_DEPENDS src/html/generator/*.cpp)
list(FILTER generator_sources EXCLUDE REGEX "/main\\.cpp$")
add_library(motcua_generator STATIC ${generator_sources})
target_include_directories(motcua_generator PUBLIC src)
target_link_libraries(motcua_generator PUBLIC fmt::fmt)
add_executable(motcua_views src/html/generator/main.cpp)
target_link_libraries(motcua_views PRIVATE motcua_generator)
