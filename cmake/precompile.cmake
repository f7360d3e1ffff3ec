# SPDX-License-Identifier: MIT
# Headers compiled once halve a build from scratch; ccache cannot share what was built with them.
if(HOPSCOPE_CCACHE)
    option(HOPSCOPE_PCH "Precompile the common headers" OFF)
else()
    option(HOPSCOPE_PCH "Precompile the common headers" ON)
endif()

set(headers_of_core <algorithm> <functional> <memory> <optional> <span> <QByteArray> <QDateTime> <QHash> <QJsonArray> <QJsonDocument>
    <QJsonObject> <QList> <QObject> <QRegularExpression> <QString> <QStringList> <QUrl>)
set(headers_of_net ${headers_of_core} <QCommandLineParser> <QSslSocket> <QTcpServer> <QTimer>)
set(headers_of_ui ${headers_of_core} <QtWidgets>)

# hopscope_precompile(TARGET TIER): the first target of a tier (core, net, ui; tests have theirs) compiles its headers, the
# others use them again. What a tier shares must not depend on a definition that only some of its targets have.
function(hopscope_precompile target tier)
    if(NOT HOPSCOPE_PCH)
        return()
    endif()
    get_property(first GLOBAL PROPERTY hopscope_precompiled_${tier})
    if(first)
        target_precompile_headers(${target} REUSE_FROM ${first})
    else()
        set_property(GLOBAL PROPERTY hopscope_precompiled_${tier} ${target})
        target_precompile_headers(${target} PRIVATE ${headers_of_${tier}})
    endif()
endfunction()

# hopscope_library(NAME TIER SOURCES...) adds the library hopscope_NAME: static in what is shipped, shared (BUILD_SHARED_LIBS) where 150 tests
# link it, which would copy it whole. Only those with QObjects need moc. A symbol of its own would make what is precompiled its own too.
function(hopscope_library name tier)
    add_library(hopscope_${name} ${ARGN})
    set_target_properties(hopscope_${name} PROPERTIES DEFINE_SYMBOL "")
    set_property(GLOBAL APPEND PROPERTY hopscope_libraries hopscope_${name})
    target_link_libraries(hopscope_${name} PUBLIC hopscope_options)
    if(tier STREQUAL core)
        set_target_properties(hopscope_${name} PROPERTIES AUTOMOC OFF)
    endif()
    hopscope_precompile(hopscope_${name} ${tier})
endfunction()
