# What bin/bench runs beside the program itself. Not part of `all`.
add_executable(motcua_hello EXCLUDE_FROM_ALL bench/hello.cpp)
target_link_libraries(motcua_hello PRIVATE Boost::headers Boost::system Threads::Threads)

add_executable(motcua_ceiling EXCLUDE_FROM_ALL bench/ceiling.cpp)
target_link_libraries(motcua_ceiling PRIVATE PkgConfig::sqlite)

add_executable(motcua_due_bench EXCLUDE_FROM_ALL bench/due.cpp)
target_link_libraries(motcua_due_bench PRIVATE motcua_deadline)
