# One folder is one library and one test program. Files are found by their place, so that adding a
# file is adding a file: x.cc belongs to the library, x_test.cc to the tests, x_bench.cc to benchmarks,
# x.sql is embedded and read by mikata::embedded_sql("folder/x.sql"); so are the files of EMBED.

# mikata_module(name [NEEDS other...] [LIBRARIES target...] [EMBED file...])
function(mikata_module name)
  cmake_parse_arguments(ARG "" "" "NEEDS;LIBRARIES;EMBED" ${ARGN})
  set(folder ${PROJECT_SOURCE_DIR}/mikata/${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cc)
  file(GLOB_RECURSE queries CONFIGURE_DEPENDS ${folder}/*.sql)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER sources EXCLUDE REGEX "_(test|bench)\\.cc$")
  list(FILTER sources EXCLUDE REGEX "/main\\.cc$")
  if(queries)
    mikata_embed_sql(${name} "${queries}" embedded)
    list(APPEND sources ${embedded})
  endif()
  if(ARG_EMBED)
    mikata_embed_files(${name} "${ARG_EMBED}" embedded_files)
    list(APPEND sources ${embedded_files})
  endif()
  list(TRANSFORM ARG_NEEDS PREPEND mikata_)
  add_library(mikata_${name} STATIC ${sources})
  target_link_libraries(mikata_${name} PUBLIC mikata_flags ${ARG_NEEDS} ${ARG_LIBRARIES})
  if(tests AND MIKATA_TESTS)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE mikata_${name} GTest::gmock GTest::gtest_main rapidcheck)
    add_test(NAME unit.${name} COMMAND ${name}_test)
    # One seed for RapidCheck, so that a run can be repeated; without ctest each run draws its own.
    set_tests_properties(unit.${name} PROPERTIES LABELS unit ENVIRONMENT "RC_PARAMS=seed=20261031")
  endif()
endfunction()

# Writes one .cc that registers nothing and allocates nothing: a table of (path, text).
function(mikata_embed_sql name files result)
  set(output ${CMAKE_BINARY_DIR}/embedded/${name}_sql.cc)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DROOT=${PROJECT_SOURCE_DIR}/mikata "-DFILES=${files}"
            -DOUTPUT=${output} -P ${PROJECT_SOURCE_DIR}/cmake/embed_sql.cmake
    DEPENDS ${files} ${PROJECT_SOURCE_DIR}/cmake/embed_sql.cmake VERBATIM)
  set(${result} ${output} PARENT_SCOPE)
endfunction()

# Data files as they are: mikata::NAME::embedded("words.tsv"), empty when there is no such file.
function(mikata_embed_files name files result)
  set(output ${CMAKE_BINARY_DIR}/embedded/${name}_files.cc)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} "-DFILES=${files}" -DOUTPUT=${output}
            -P ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
    DEPENDS ${files} ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake VERBATIM)
  set(${result} ${output} PARENT_SCOPE)
endfunction()
