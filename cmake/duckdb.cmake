# mikata::duckdb, found in this order: MIKATA_DUCKDB_ROOT (include/duckdb.h, lib/libduckdb.so, as
# tools/setup puts them into third_party/duckdb), a CMake package, the system's folders.
set(MIKATA_DUCKDB_ROOT "${PROJECT_SOURCE_DIR}/third_party/duckdb" CACHE PATH "header and library of DuckDB")

if(EXISTS ${MIKATA_DUCKDB_ROOT}/include/duckdb.h)
  set(duckdb_include ${MIKATA_DUCKDB_ROOT}/include)
  set(duckdb_library ${MIKATA_DUCKDB_ROOT}/lib/libduckdb.so)
else()
  find_package(DuckDB CONFIG QUIET)
  if(TARGET duckdb)
    add_library(mikata::duckdb ALIAS duckdb)
    return()
  endif()
  find_path(duckdb_include duckdb.h REQUIRED)
  find_library(duckdb_library duckdb REQUIRED)
endif()
add_library(mikata::duckdb SHARED IMPORTED)
set_target_properties(mikata::duckdb PROPERTIES IMPORTED_LOCATION ${duckdb_library})
target_include_directories(mikata::duckdb SYSTEM INTERFACE ${duckdb_include})
