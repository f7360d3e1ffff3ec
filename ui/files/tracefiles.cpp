// SPDX-License-Identifier: MIT
#include "ui/files/tracefiles.h"

#include "formats/readers.h"
#include "redirect/addedfields.h"
#include "text/wholefile.h"
#include "ui/look/uitext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>
#include <memory>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Written by the client for each request, or secret: not for a request that is sent again.
bool isOwnField(const QByteArray &name)
{
    static constexpr QByteArrayView own[] = {"host",
                                             "content-length",
                                             "connection",
                                             "user-agent",
                                             "accept",
                                             "accept-encoding",
                                             "origin",
                                             "accept-language",
                                             "referer",
                                             "cookie",
                                             "expect",
                                             "authorization",
                                             "transfer-encoding",
                                             "proxy-authorization"};
    return std::any_of(std::begin(own), std::end(own),
                       [&](QByteArrayView field) { return equalsIgnoringCase(name, field); });
}

constexpr qint64 kPieceBytes = 4 * 1024 * 1024;
constexpr int kPercent = 100;
constexpr qsizetype kMaxNameLength = 100; ///< characters of a file name that tell what is in it

/// Tells how much of a whole is done, each percent once.
class Percents
{
public:
    Percents(qint64 whole, const Progress &tell) : m_whole(whole), m_tell(tell) {}

    void add(qint64 part)
    {
        m_done += part;
        const int percent = m_whole > 0 ? int(std::min<qint64>(kPercent, m_done * kPercent / m_whole)) : kPercent;
        if (percent != std::exchange(m_percent, percent))
            m_tell(percent);
    }

private:
    qint64 m_whole;
    qint64 m_done = 0;
    int m_percent = 0;
    const Progress &m_tell;
};

using ReadFile = Result<ReadRecord>;

ReadFile readNow(const QString &path, const std::atomic_bool &canceled, Percents &percents)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return ReadFile::failure(UiText::tr("%1 cannot be read: %2").arg(path, file.errorString()));
    if (file.size() > kMaxTraceFileBytes)
        return ReadFile::failure(UiText::tr("%1 is too large: the limit is 512 MiB.").arg(path));
    QByteArray content;
    content.reserve(file.size());
    while (!canceled) {
        const QByteArray piece = file.read(kPieceBytes);
        if (piece.isEmpty())
            break;
        content += piece;
        percents.add(piece.size());
    }
    if (file.error() != QFileDevice::NoError)
        return ReadFile::failure(UiText::tr("%1 cannot be read: %2").arg(path, file.errorString()));
    if (canceled)
        return ReadFile::failure({});
    const ReadFile read = readRecord(content);
    return read ? read : ReadFile::failure(UiText::tr("%1 cannot be read: %2").arg(path, read.error));
}

ReadFiles readAllNow(const QStringList &paths, const std::atomic_bool &canceled, const Progress &tell)
{
    qint64 bytes = 0;
    for (const QString &path : paths)
        bytes += QFileInfo(path).size();
    // What is read at once needs no bar.
    const Progress quiet = [](int) {};
    Percents percents(bytes, bytes > kPieceBytes ? tell : quiet);
    ReadFiles all;
    for (const QString &path : paths) {
        const ReadFile read = readNow(path, canceled, percents);
        if (!read) {
            all.errors.append(read.error);
            continue;
        }
        all.paths.append(path);
        for (const QString &note : read->notes)
            all.notes.append(paths.size() == 1 ? note : UiText::tr("%1: %2").arg(path, note));
        if (read->cutOff.isEmpty())
            all.traces += read->traces;
        else
            all.cut.append({path, read->cutOff, read->traces});
    }
    return all;
}

/// Redacts the traces of `what` where that is wanted, and returns what was removed.
QString redactNow(TraceExport &what)
{
    if (what.withSecrets)
        return {};
    const QList<Redaction> redactions = redacted(what.traces, what.redaction);
    what.traces.clear();
    for (const Redaction &each : redactions)
        what.traces.append(each.trace);
    return removedText(removedFrom(redactions));
}

qint64 hopsOf(const QList<Trace> &traces)
{
    qint64 hops = 0;
    for (const Trace &trace : traces)
        hops += trace.hops.size();
    return hops;
}

Written writeFileNow(const QString &path, TraceExport what, const std::atomic_bool &canceled, const Progress &tell)
{
    Written written;
    WholeFile file(path);
    bool done = file.open();
    if (done) {
        written.removed = redactNow(what);
        // Formats that are long are written hop by hop.
        Percents percents(hopsOf(what.traces), tell);
        done = writeTraces(*what.format, what.traces, [&](const QByteArray &bytes) {
            percents.add(1);
            return !canceled && file.append(bytes);
        });
    }
    if (!canceled && (!done || !file.commit()))
        written.error = UiText::tr("%1 cannot be written: %2").arg(path, file.errorString());
    return written;
}

Written writeFolderNow(const QString &folder, TraceExport what, const std::atomic_bool &canceled, const Progress &tell)
{
    Written written;
    written.removed = redactNow(what);
    Percents percents(what.traces.size(), tell);
    const QDir directory(folder);
    if (!directory.mkpath(u"."_s)) {
        written.error = UiText::tr("The folder %1 cannot be created: choose another one.").arg(folder);
        return written;
    }
    const QStringList names = traceFileNames(directory, what.traces, QString(what.format->extension));
    for (qsizetype i = 0; i < names.size() && !canceled; ++i) {
        WholeFile file(directory.filePath(names[i]));
        const auto append = [&](const QByteArray &bytes) { return file.append(bytes); };
        if (!file.open() || !writeTraces(*what.format, {what.traces[i]}, append) || !file.commit()) {
            written.error = UiText::tr("Could not write %1 (%2). The remaining files were skipped. Free some space or "
                                       "choose another folder.")
                                .arg(file.path(), file.errorString());
            return written;
        }
        percents.add(1);
    }
    return written;
}

using WriteNow = Written(const QString &path, TraceExport what, const std::atomic_bool &canceled, const Progress &tell);

CancelFlag writeOnThread(WriteNow *write, QObject *receiver, const QString &path, const TraceExport &what,
                         const Progress &progress, const std::function<void(const Written &)> &done)
{
    return onThread<Written>(
        receiver, progress,
        [write, path, what](const std::atomic_bool &canceled, const Progress &tell) {
            return write(path, what, canceled, tell);
        },
        done);
}

} // namespace

CancelFlag readTraceFiles(QObject *receiver, const QStringList &paths, const std::function<void(int)> &progress,
                          const std::function<void(const ReadFiles &)> &done)
{
    return onThread<ReadFiles>(
        receiver, progress,
        [paths](const std::atomic_bool &canceled, const Progress &tell) { return readAllNow(paths, canceled, tell); },
        done);
}

CancelFlag writeTraceFile(QObject *receiver, const QString &path, const TraceExport &what,
                          const std::function<void(int)> &progress, const std::function<void(const Written &)> &done)
{
    return writeOnThread(writeFileNow, receiver, path, what, progress, done);
}

CancelFlag writeTraceFiles(QObject *receiver, const QString &folder, const TraceExport &what,
                           const std::function<void(int)> &progress, const std::function<void(const Written &)> &done)
{
    return writeOnThread(writeFolderNow, receiver, folder, what, progress, done);
}

CancelFlag exportText(QObject *receiver, const TraceExport &what, const std::function<void(const Written &)> &done)
{
    return onThread<Written>(
        receiver, {},
        [what](const std::atomic_bool &canceled, const Progress &) {
            TraceExport shown = what;
            Written written{.error = {}, .removed = redactNow(shown), .text = {}};
            writeTraces(*shown.format, shown.traces, [&](const QByteArray &bytes) {
                written.text += bytes;
                return !canceled;
            });
            return written;
        },
        done);
}

QStringList traceFileNames(const QDir &folder, const QList<Trace> &traces, const QString &extension)
{
    // Redacted already where that is wanted; marks and parameters have no place in a name.
    static const QRegularExpression unfit(u"[^A-Za-z0-9.-]+"_s);
    const int digits = int(QString::number(traces.size()).size());
    QStringList names;
    for (qsizetype i = 0; i < traces.size(); ++i) {
        QString stem = QString::number(i + 1).rightJustified(digits, u'0');
        if (!traces[i].hops.isEmpty()) {
            const Request &first = traces[i].hops.constFirst().request;
            const QByteArray place = first.url.mid(first.url.indexOf("//") + 2).split('?').constFirst();
            const QString told =
                QString::fromUtf8(first.method + '-' + place.mid(place.indexOf('@') + 1)) + u'-' + traces[i].client;
            stem += u'-' + QString(told).replace(unfit, u"-"_s).left(kMaxNameLength);
        }
        while (stem.endsWith(u'-') || stem.endsWith(u'.'))
            stem.chop(1);
        QString name = stem + u'.' + extension;
        for (int copy = 2; QFileInfo::exists(folder.filePath(name)); ++copy)
            name = u"%1-%2.%3"_s.arg(stem, QString::number(copy), extension);
        names.append(name);
    }
    return names;
}

TraceRequest requestOf(const Trace &trace)
{
    TraceRequest request;
    request.client = trace.client;
    if (trace.hops.isEmpty())
        return request;
    const Request &first = trace.hops.constFirst().request;
    request.method = first.method;
    request.url = QString::fromUtf8(first.url);
    for (const Header &header : first.headers.fields) {
        if (!isOwnField(header.name))
            request.headers.append(header.name, header.value);
    }
    // The user's own clients are made of these; most send what curl sends.
    const ClientProfile *client = findClient(trace.client);
    request.addedFields = addedFields(client ? *client : *findClient(u"curl"), trace.hops);
    if (!first.body.truncated)
        request.content.bytes = first.body.bytes;
    return request;
}

} // namespace hopscope
