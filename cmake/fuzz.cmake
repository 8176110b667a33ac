# cmake -B build/fuzz -DMOTCUA_FUZZ=ON -DCMAKE_CXX_COMPILER=clang++ && ninja -C build/fuzz motcua_http_fuzz && build/fuzz/motcua_http_fuzz
# Only the sources a fuzzer reaches, so that an older clang can build them.
option(MOTCUA_FUZZ "build the fuzzers of tests/fuzz (clang)" OFF)
if(MOTCUA_FUZZ)
  set(http_fuzzed framing head message multipart proxies ranges urlencoded)
  list(TRANSFORM http_fuzzed REPLACE "(.+)" "${CMAKE_SOURCE_DIR}/src/http/\\1.cpp")
  add_executable(motcua_http_fuzz EXCLUDE_FROM_ALL tests/fuzz/http_fuzz.cpp ${http_fuzzed} src/base/text.cpp)
  target_include_directories(motcua_http_fuzz PRIVATE src)
  target_compile_options(motcua_http_fuzz PRIVATE -O1 -g -fsanitize=fuzzer,address,undefined)
  target_link_options(motcua_http_fuzz PRIVATE -fsanitize=fuzzer,address,undefined)
  target_link_libraries(motcua_http_fuzz PRIVATE PkgConfig::utf8proc)
endif()
