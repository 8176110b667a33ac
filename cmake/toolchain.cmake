find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

find_program(MOLD mold)
find_program(LLD ld.lld)
if(MOLD)
  add_link_options(-fuse-ld=mold)
elseif(LLD)
  add_link_options(-fuse-ld=lld)
endif()

add_compile_options(-Wall -Wextra -Wno-missing-field-initializers -fdiagnostics-color=always)

# The presets set these: debug → address,undefined; tsan → thread.
set(MOTCUA_SANITIZE "" CACHE STRING "sanitizers to build with")
if(MOTCUA_SANITIZE)
  add_compile_options(-fsanitize=${MOTCUA_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${MOTCUA_SANITIZE})
endif()
