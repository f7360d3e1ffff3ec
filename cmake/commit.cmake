# SPDX-License-Identifier: MIT
# Writes the header that tells which commit the program was built from. hopscope_commit_header(TARGET) makes TARGET find it; a build for
# development says "development", so that not every commit links every test again. Run as a script (cmake -P), with SOURCE and HEADER, it
# writes the header, if it changes.

function(hopscope_write_commit header commit)
    file(CONFIGURE OUTPUT ${header} CONTENT "// SPDX-License-Identifier: MIT\n#define HOPSCOPE_COMMIT \"${commit}\"\n")
endfunction()

function(hopscope_commit_of source result)
    set(${result} unknown PARENT_SCOPE)
    find_program(git git)
    if(NOT git)
        return()
    endif()
    # A folder within another repository says nothing of ours.
    execute_process(COMMAND ${git} -C ${source} rev-parse --show-prefix OUTPUT_VARIABLE prefix RESULT_VARIABLE failed
        OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    if(failed OR prefix)
        return()
    endif()
    execute_process(COMMAND ${git} -C ${source} describe --always --dirty=-changed --abbrev=40 --exclude=* OUTPUT_VARIABLE commit
        RESULT_VARIABLE failed OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    if(NOT failed AND commit)
        set(${result} ${commit} PARENT_SCOPE)
    endif()
endfunction()

function(hopscope_commit_header target)
    set(folder ${PROJECT_BINARY_DIR}/commit)
    target_include_directories(${target} PRIVATE ${folder})
    if(CMAKE_BUILD_TYPE STREQUAL Debug)
        hopscope_write_commit(${folder}/hopscope-commit.h development)
        return()
    endif()
    add_custom_target(hopscope_commit COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR} -DHEADER=${folder}/hopscope-commit.h
        -P ${PROJECT_SOURCE_DIR}/cmake/commit.cmake BYPRODUCTS ${folder}/hopscope-commit.h VERBATIM)
    add_dependencies(${target} hopscope_commit)
endfunction()

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
    hopscope_commit_of(${SOURCE} commit)
    hopscope_write_commit(${HEADER} ${commit})
endif()
