// SPDX-License-Identifier: MIT
#include "ui/tracefiles.h"

#include "formats/readers.h"
#include "formats/redaction.h"
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

Written writeNow(const QString &path, const Format &format, const Trace &trace, bool withSecrets)
{
    const Redaction shown =
        withSecrets ? Redaction{.trace = trace, .removed = {}} : redacted(trace, RedactionOptions());
    WholeFile file(path);
    if (!file.open() || !file.write(format.write(shown.trace)))
        return {.error = translated("%1 cannot be written: %2").arg(path, file.errorString()), .removed = {}};
    return {.error = {}, .removed = removedText(shown.removed)};
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
                    const std::function<void(const Written &)> &done)
{
    onThread<Written>(
        receiver, [path, &format, trace, withSecrets] { return writeNow(path, format, trace, withSecrets); }, done);
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
