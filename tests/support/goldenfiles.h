// SPDX-License-Identifier: MIT
#pragma once

#include "trace/tracejson.h"

#include <QFile>

/// Tests that include this are built with HOPSCOPE_GOLDEN_DIR.
namespace hopscope::test
{

using namespace Qt::StringLiterals;

inline QByteArray golden(const QString &name)
{
    QFile file(u"" HOPSCOPE_GOLDEN_DIR "/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline Trace goldenTrace()
{
    const Result<Trace> trace = readTrace(golden(u"main.trace.json"_s));
    return trace ? *trace : Trace();
}

} // namespace hopscope::test
