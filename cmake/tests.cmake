# tests/stories: whole journeys through the real routes, on SQLite and on PostgreSQL.
file(GLOB story_sources CONFIGURE_DEPENDS tests/stories/*.cpp tests/support/*.cpp)
add_executable(motcua_stories ${story_sources})
target_include_directories(motcua_stories PRIVATE tests)
target_link_libraries(motcua_stories PRIVATE motcua_app)
add_test(NAME stories COMMAND motcua_stories WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
