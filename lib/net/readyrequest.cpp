// SPDX-License-Identifier: MIT
#include "net/readyrequest.h"

#include "text/boundedread.h"

#include <QFile>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMaxCookieFileBytes = 16 * 1024 * 1024;

/// Empty content for an empty path.
Result<QByteArray> read(const QString &path, const QString &what, qint64 limit)
{
    if (path.isEmpty())
        return QByteArray();
    if (const QString complaint = fileComplaint(path, what); !complaint.isEmpty())
        return Result<QByteArray>::failure(complaint);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Result<QByteArray>::failure(
            u"The %1 %2 cannot be read (%3): check its permissions."_s.arg(what, path, file.errorString()));
    const Result<QByteArray> content = readAtMost(file, u"The %1 %2"_s.arg(what, path), limit);
    return content ? content : Result<QByteArray>::failure(content.error + u'.');
}

/// The first RSA or elliptic-curve key; null if there is none or it has a passphrase.
QSslKey keyOf(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        if (const QSslKey key(pem, algorithm); !key.isNull())
            return key;
    }
    return {};
}

/// Empty, or why the certificates cannot be used.
QString readCertificates(ReadyRequest &ready)
{
    const TraceRequest &request = ready.request;
    const Result<QByteArray> authorities = read(request.caFile, u"CA file"_s, kMaxPemBytes);
    if (!authorities)
        return authorities.error;
    ready.authorities = QSslCertificate::fromData(*authorities);
    if (!request.caFile.isEmpty() && ready.authorities.isEmpty())
        return u"The CA file %1 has no certificate in PEM format."_s.arg(request.caFile);
    if (request.certificateFile.isEmpty())
        return {};
    const Result<QByteArray> own = read(request.certificateFile, u"client certificate file"_s, kMaxPemBytes);
    if (!own)
        return own.error;
    ready.certificates = QSslCertificate::fromData(*own);
    if (ready.certificates.isEmpty())
        return u"The client certificate file %1 has no certificate in PEM format."_s.arg(request.certificateFile);
    ready.key = keyOf(*own);
    return ready.key.isNull()
               ? u"The client certificate file %1 has no key without a passphrase: put such a key into the same file "
                 "in PEM format."_s.arg(request.certificateFile)
               : QString();
}

/// Empty, or why the cookies cannot be used.
QString readCookies(ReadyRequest &ready)
{
    const QString &path = ready.request.cookieFile;
    if (path.isEmpty())
        return {};
    if (ready.request.cookieFileMayMiss && !QFile::exists(path)) {
        ready.jar = CookieJar();
        return {};
    }
    const Result<QByteArray> content = read(path, u"cookie file"_s, kMaxCookieFileBytes);
    if (!content)
        return content.error;
    const Result<CookieJar> jar = parseCookieFile(*content);
    if (!jar)
        return u"The cookie file %1 cannot be used: %2"_s.arg(path, jar.error);
    ready.jar = *jar;
    if (ready.request.junkSessionCookies)
        ready.jar->cookies.removeIf([](const Cookie &cookie) { return !cookie.expires; });
    return {};
}

} // namespace

Result<ReadyRequest> prepare(const TraceRequest &request)
{
    const Result<QByteArray> url = checkTraceRequest(request);
    if (!url)
        return Result<ReadyRequest>::failure(url.error);
    ReadyRequest ready{.request = request, .url = *url};
    for (const auto read : {readCertificates, readCookies}) {
        if (const QString complaint = read(ready); !complaint.isEmpty())
            return Result<ReadyRequest>::failure(complaint);
    }
    return ready;
}

Trace refusedTrace(const TraceRequest &request, const QString &reason)
{
    return {.client = request.client,
            .started = QDateTime::currentDateTimeUtc(),
            .outcome = {.kind = OutcomeKind::Canceled, .message = reason, .refused = true}};
}

bool wasRefused(const Trace &trace)
{
    return trace.outcome.refused;
}

bool gotNoResponse(const Trace &trace)
{
    const OutcomeKind kind = trace.outcome.kind;
    const bool failed =
        kind == OutcomeKind::NetworkError || kind == OutcomeKind::TlsError || kind == OutcomeKind::Timeout;
    return failed &&
           std::none_of(trace.hops.begin(), trace.hops.end(), [](const Hop &hop) { return hop.response.has_value(); });
}

Result<ReadyRequest> asClient(ReadyRequest ready, const QString &id, const Clients &clients)
{
    ready.request = asClient(ready.request, id, clients);
    const Result<QByteArray> url = checkTraceRequest(ready.request);
    return url ? Result<ReadyRequest>(ready) : Result<ReadyRequest>::failure(url.error);
}

} // namespace hopscope
