// SPDX-License-Identifier: MIT
#pragma once

#include "formats/formats.h"
#include "http/result.h"
#include "net/tracerequest.h"
#include "trace/trace.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

namespace hopscope
{

/// Larger files are refused: a browser's record of a whole day is smaller.
inline constexpr qint64 kMaxTraceFileBytes = 512 * 1024 * 1024;

/// Ends a reading that is under way: set it to true, and `done` is not called.
using CancelFlag = std::shared_ptr<std::atomic_bool>;

/// Reads any file that readers() know on another thread. `progress` gets percents of the bytes read; it and `done` are
/// called on `receiver`'s thread unless `receiver` is gone by then.
CancelFlag readTraceFile(QObject *receiver, const QString &path, const std::function<void(int)> &progress,
                         const std::function<void(const Result<QList<Trace>> &)> &done);

/// How a writing ended.
struct Written {
    QString error;   ///< empty, or what went wrong
    QString removed; ///< what redaction replaced, see removedText(); empty if nothing
};

/// Writes a file on another thread, whole or not at all.
void writeTraceFile(QObject *receiver, const QString &path, const Format &format, const Trace &trace, bool withSecrets,
                    const std::function<void(const Written &)> &done);

/// The request that would trace the same chain again: without the fields that a client writes by itself, without
/// secrets.
TraceRequest requestOf(const Trace &trace);

} // namespace hopscope
