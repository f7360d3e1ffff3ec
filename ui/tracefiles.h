// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "net/tracerequest.h"
#include "trace/trace.h"

#include <QObject>

#include <functional>

namespace hopscope
{

/// Larger files are refused: a trace of a hundred hops with full bodies is smaller.
inline constexpr qint64 kMaxTraceFileBytes = 512 * 1024 * 1024;

/// Reads a trace file on another thread; `done` is called on `receiver`'s thread unless `receiver` is gone by then.
void readTraceFile(QObject *receiver, const QString &path, const std::function<void(const Result<Trace> &)> &done);

/// Writes a trace file on another thread, whole or not at all. The string is empty, or says what went wrong.
void writeTraceFile(QObject *receiver, const QString &path, const Trace &trace, bool withSecrets,
                    const std::function<void(const QString &)> &done);

/// The request that would trace the same chain again: without the fields that a client writes by itself, without
/// secrets.
TraceRequest requestOf(const Trace &trace);

} // namespace hopscope
