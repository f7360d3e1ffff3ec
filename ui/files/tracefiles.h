// SPDX-License-Identifier: MIT
#pragma once

#include "formats/formats.h"
#include "formats/redaction/redaction.h"
#include "http/result.h"
#include "net/tracerequest.h"
#include "trace/trace.h"
#include "ui/files/onthread.h"

#include <QDir>
#include <QObject>

#include <functional>

namespace hopscope
{

/// Larger files are refused: a browser's record of a whole day is smaller.
inline constexpr qint64 kMaxTraceFileBytes = 512 * 1024 * 1024;

/// A file that ends in the middle, or is broken there.
struct CutFile {
    QString path;
    QString why;         ///< with its place
    QList<Trace> traces; ///< of the requests that are whole
};

/// What some files held.
struct ReadFiles {
    QList<Trace> traces;
    QStringList paths;  ///< of the files that were read
    QStringList errors; ///< one sentence for each file that was not read
    QStringList notes;  ///< one for each entry that was left out
    QList<CutFile> cut; ///< whose traces are not among `traces`: the user is asked
};

/// Reads files of any kind that readers() know on another thread. `progress` gets percents of
/// the bytes read; it and `done` are called on `receiver`'s thread unless `receiver` is gone by then.
CancelFlag readTraceFiles(QObject *receiver, const QStringList &paths, const std::function<void(int)> &progress,
                          const std::function<void(const ReadFiles &)> &done);

/// Traces on their way out.
struct TraceExport {
    const Format *format = nullptr;
    QList<Trace> traces; ///< more than one need a format with writeAll, or a folder
    bool withSecrets = false;
    RedactionOptions redaction;
};

/// How an export ended.
struct Written {
    QString error;   ///< empty, or what went wrong
    QString removed; ///< what redaction replaced, see removedText(); empty if nothing
    QByteArray text; ///< of exportText()
};

/// Writes one file, whole or not at all, on another thread.
CancelFlag writeTraceFile(QObject *receiver, const QString &path, const TraceExport &what,
                          const std::function<void(int)> &progress, const std::function<void(const Written &)> &done);
/// Writes a file for each trace into a folder, the same way; see traceFileNames().
CancelFlag writeTraceFiles(QObject *receiver, const QString &folder, const TraceExport &what,
                           const std::function<void(int)> &progress, const std::function<void(const Written &)> &done);
/// The same as a text in memory.
CancelFlag exportText(QObject *receiver, const TraceExport &what, const std::function<void(const Written &)> &done);

/// "07-POST-shop.localhost-8601-orders-curl.har": place in the list, method, host, path and client of the first
/// request. No name is one of another file of `folder`.
QStringList traceFileNames(const QDir &folder, const QList<Trace> &traces, const QString &extension);

/// The request that would trace the same chain again: without the fields that a client writes by itself, without
/// secrets.
TraceRequest requestOf(const Trace &trace);

} // namespace hopscope
