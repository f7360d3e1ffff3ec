// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "trace/trace.h"
#include "ui/files/onthread.h"

namespace hopscope
{

/// Reads traces of a watch, which begin at these offsets of its log, on another thread. The error is one sentence.
CancelFlag readWatchedTraces(QObject *receiver, const QString &log, const QList<qint64> &offsets,
                             const Progress &progress, const std::function<void(const Result<QList<Trace>> &)> &done);

} // namespace hopscope
