# SPDX-License-Identifier: MIT
# What the compiler and the linker have against memory errors: the programs read what strangers send. Checks of the C
# library need an optimised build.
include(CheckCXXCompilerFlag)
include(CheckLinkerFlag)

function(hopscope_harden target)
    foreach(flag -fstack-protector-strong -fstack-clash-protection -fcf-protection)
        string(MAKE_C_IDENTIFIER "HOPSCOPE_HAS${flag}" has)
        check_cxx_compiler_flag(${flag} ${has})
        if(${has})
            target_compile_options(${target} INTERFACE $<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:${flag}>)
        endif()
    endforeach()
    target_compile_options(${target} INTERFACE
        $<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-U_FORTIFY_SOURCE$<SEMICOLON>-D_FORTIFY_SOURCE=2>)
    check_linker_flag(CXX LINKER:-z,relro,-z,now HOPSCOPE_HAS_RELRO)
    if(HOPSCOPE_HAS_RELRO)
        target_link_options(${target} INTERFACE $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:LINKER:-z,relro,-z,now>)
    endif()
endfunction()
