// SPDX-License-Identifier: MIT
#include "ui/tracefiles.h"

#include "formats/formats.h"
#include "trace/tracejson.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>
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

template <typename T>
void onThread(QObject *receiver, const std::function<T()> &work, const std::function<void(const T &)> &done)
{
    auto result = std::make_shared<std::optional<T>>();
    QThread *thread = QThread::create([work, result] { *result = work(); });
    QObject::connect(thread, &QThread::finished, receiver, [done, result] { done(**result); });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

Result<Trace> readNow(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Result<Trace>::failure(translated("%1 cannot be read: %2").arg(path, file.errorString()));
    if (file.size() > kMaxTraceFileBytes)
        return Result<Trace>::failure(translated("%1 is too large for a trace file.").arg(path));
    Result<Trace> trace = readTrace(file.readAll());
    return trace ? trace : Result<Trace>::failure(translated("%1 is no trace file: %2").arg(path, trace.error));
}

QString writeNow(const QString &path, const Trace &trace, bool withSecrets)
{
    QSaveFile file(path);
    const QByteArray bytes = writeTrace(withSecrets ? trace : redacted(trace));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return translated("%1 cannot be written: %2").arg(path, file.errorString());
    return {};
}

} // namespace

void readTraceFile(QObject *receiver, const QString &path, const std::function<void(const Result<Trace> &)> &done)
{
    onThread<Result<Trace>>(
        receiver, [path] { return readNow(path); }, done);
}

void writeTraceFile(QObject *receiver, const QString &path, const Trace &trace, bool withSecrets,
                    const std::function<void(const QString &)> &done)
{
    onThread<QString>(
        receiver, [path, trace, withSecrets] { return writeNow(path, trace, withSecrets); }, done);
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
