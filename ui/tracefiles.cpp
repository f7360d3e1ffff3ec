// SPDX-License-Identifier: MIT
#include "ui/tracefiles.h"

#include "formats/readers.h"
#include "formats/wholefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QPointer>
#include <QThread>

#include <algorithm>
#include <iterator>
#include <memory>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString translated(const char *text)
{
    return QCoreApplication::translate("ui", text);
}

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

template <typename T>
void onThread(QObject *receiver, const std::function<T()> &work, const std::function<void(const T &)> &done)
{
    auto result = std::make_shared<std::optional<T>>();
    QThread *thread = QThread::create([work, result] { *result = work(); });
    QObject::connect(thread, &QThread::finished, receiver, [done, result] { done(**result); });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

using Traces = Result<QList<Trace>>;

/// The bytes of an open file, piece by piece; stops early when `canceled` is set.
QByteArray contentOf(QFile &file, const std::atomic_bool &canceled, const std::function<void(int)> &progress)
{
    QByteArray content;
    content.reserve(file.size());
    while (!canceled) {
        const QByteArray piece = file.read(kPieceBytes);
        if (piece.isEmpty())
            break;
        content += piece;
        if (file.size() > kPieceBytes)
            progress(int(std::min<qint64>(kPercent, content.size() * kPercent / file.size())));
    }
    return content;
}

Traces readNow(const QString &path, const std::atomic_bool &canceled, const std::function<void(int)> &progress)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Traces::failure(translated("%1 cannot be read: %2").arg(path, file.errorString()));
    if (file.size() > kMaxTraceFileBytes)
        return Traces::failure(translated("%1 is too large: files of up to 512 MiB are read.").arg(path));
    const QByteArray content = contentOf(file, canceled, progress);
    if (file.error() != QFileDevice::NoError)
        return Traces::failure(translated("%1 cannot be read: %2").arg(path, file.errorString()));
    if (canceled)
        return Traces::failure({});
    const Traces traces = readTraces(content);
    return traces ? traces : Traces::failure(translated("%1 cannot be read: %2").arg(path, traces.error));
}

QString writeNow(const QString &path, const Format &format, const Trace &trace, bool withSecrets)
{
    WholeFile file(path);
    if (!file.open() || !file.write(format.write(withSecrets ? trace : redacted(trace))))
        return translated("%1 cannot be written: %2").arg(path, file.errorString());
    return {};
}

/// Names of the fields whose value is another one in `after`.
void noteChanged(QStringList &names, const Headers &before, const Headers &after)
{
    for (qsizetype i = 0; i < before.fields.size() && i < after.fields.size(); ++i) {
        const QString name = QString::fromLatin1(before.fields[i].name);
        if (before.fields[i].value != after.fields[i].value && !names.contains(name, Qt::CaseInsensitive))
            names.append(name);
    }
}

} // namespace

CancelFlag readTraceFile(QObject *receiver, const QString &path, const std::function<void(int)> &progress,
                         const std::function<void(const Result<QList<Trace>> &)> &done)
{
    const auto canceled = std::make_shared<std::atomic_bool>(false);
    // A receiver that goes away takes what is posted to it along.
    auto *messenger = new QObject(receiver);
    const auto tell = [messenger = QPointer<QObject>(messenger), progress, canceled](int percent) {
        if (QObject *target = messenger.data())
            QMetaObject::invokeMethod(
                target,
                [progress, canceled, percent] {
                    if (!*canceled)
                        progress(percent);
                },
                Qt::QueuedConnection);
    };
    onThread<Traces>(
        receiver, [path, canceled, tell] { return readNow(path, *canceled, tell); },
        [done, canceled, messenger](const Traces &traces) {
            delete messenger;
            if (!*canceled)
                done(traces);
        });
    return canceled;
}

void writeTraceFile(QObject *receiver, const QString &path, const Format &format, const Trace &trace, bool withSecrets,
                    const std::function<void(const QString &)> &done)
{
    onThread<QString>(
        receiver, [path, &format, trace, withSecrets] { return writeNow(path, format, trace, withSecrets); }, done);
}

QString removedSecrets(const Trace &trace)
{
    const Trace marked = redacted(trace);
    QStringList names;
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Hop &before = trace.hops[i];
        const Hop &after = marked.hops[i];
        noteChanged(names, before.request.headers, after.request.headers);
        if (before.response && after.response)
            noteChanged(names, before.response->headers, after.response->headers);
        const QString inUrl = translated("in a URL");
        if (before.request.url != after.request.url && !names.contains(inUrl))
            names.append(inUrl);
        const QString inBody = translated("in a body");
        if (before.request.body.bytes != after.request.body.bytes && !names.contains(inBody))
            names.append(inBody);
    }
    return names.join(u", "_s);
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
    if (!first.body.truncated)
        request.content.bytes = first.body.bytes;
    return request;
}

} // namespace hopscope
