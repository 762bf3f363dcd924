# Writes one .cc that holds files as they are: std::string_view mikata::NAME::embedded(name).
# The assembler reads them, so that megabytes cost the compiler nothing.
file(WRITE ${OUTPUT}.new "// Generated from data files; do not edit.\n#include <string_view>\n\n")
set(table "")
set(number 0)
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  set(symbol "mikata_${NAME}_file_${number}")
  file(APPEND ${OUTPUT}.new
    "asm(\".section .rodata\\n.balign 16\\n${symbol}:\\n.incbin \\\"${file}\\\"\\n${symbol}_end:\\n.byte 0\\n.previous\\n\");\n"
    "extern \"C\" const char ${symbol}[] asm(\"${symbol}\");\nextern \"C\" const char ${symbol}_end[] asm(\"${symbol}_end\");\n")
  string(APPEND table "  if (name == \"${name}\") return {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})};\n")
  math(EXPR number "${number} + 1")
endforeach()
file(APPEND ${OUTPUT}.new "\nnamespace mikata::${NAME} {\nstd::string_view embedded(std::string_view name);\nstd::string_view embedded(std::string_view name) {\n${table}  return {};\n}\n}  // namespace mikata::${NAME}\n")
file(RENAME ${OUTPUT}.new ${OUTPUT})
