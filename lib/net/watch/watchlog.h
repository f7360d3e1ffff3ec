// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "trace/trace.h"

#include <QFile>

namespace hopscope
{

/// The traces of a watch as they were, secrets and all, one a line, in a file that only its owner can read.
class WatchLog
{
public:
    /// An empty file. Empty, or one sentence.
    QString open(const QString &path);
    bool isOpen() const { return m_file.isOpen(); }
    /// In bytes, where the trace begins. The error is one sentence.
    Result<qint64> append(const Trace &trace);
    /// Nothing is left of what there was.
    void clear();

private:
    QFile m_file;
};

/// The trace that begins at `offset` of such a file. The error is one sentence.
Result<Trace> readWatched(const QString &path, qint64 offset);

} // namespace hopscope
