// SPDX-License-Identifier: MIT
#pragma once

#include "formats/collection/variables.h"
#include "net/tracerequest.h"
#include "text/wholenumber.h"

#include <QStringList>

#include <limits>

/// How the rows of requestOptions() about what is expected read and write their values: see RequestOption.
namespace hopscope::optionvalues
{

using namespace Qt::StringLiterals;

/// What --expect-body takes for "do not check it", first because that is what is usual.
inline constexpr QLatin1StringView kAnyBody("any");

/// Takes over what a reader of expectations made of the first value.
template <typename T, typename Member>
QString takeExpected(const Result<T> &read, Member &member)
{
    if (read)
        member = *read;
    return read.error;
}

inline QString readStatuses(const QString &title, const QStringList &values, TraceRequest &request)
{
    return takeExpected(readExpectedStatuses(title, values.constFirst()), request.expectations.statuses);
}

inline QStringList writeStatuses(const TraceRequest &request)
{
    const QList<QByteArray> &statuses = request.expectations.statuses;
    return statuses.isEmpty() ? QStringList() : QStringList(QString::fromLatin1(statuses.join(',')));
}

/// With variables it is no URL yet: checkTraceRequest() sees what becomes of it.
inline QString readFinalUrl(const QString &title, const QStringList &values, TraceRequest &request)
{
    const QByteArray text = values.constFirst().trimmed().toUtf8();
    if (nextVariable(text, 0).length == 0)
        return takeExpected(readExpectedUrl(title, values.constFirst()), request.expectations.finalUrl);
    request.expectations.finalUrl = text;
    return {};
}

inline QStringList writeFinalUrl(const TraceRequest &request)
{
    const QByteArray &url = request.expectations.finalUrl;
    return url.isEmpty() ? QStringList() : QStringList(QString::fromUtf8(url));
}

inline QString readMostRedirects(const QString &title, const QStringList &values, TraceRequest &request)
{
    const Result<qint64> number = wholeNumber(title, values.constFirst(), 0, std::numeric_limits<int>::max());
    if (number)
        request.expectations.mostRedirects = int(*number);
    return number.error;
}

inline QStringList writeMostRedirects(const TraceRequest &request)
{
    const std::optional<int> &most = request.expectations.mostRedirects;
    return most ? QStringList(QString::number(*most)) : QStringList();
}

inline QString usualMostRedirects()
{
    return QString::fromUtf8(QT_TRANSLATE_NOOP("requestoptions", "any number"));
}

inline QString readLastMethod(const QString &title, const QStringList &values, TraceRequest &request)
{
    return takeExpected(readExpectedMethod(title, values.constFirst()), request.expectations.method);
}

inline QStringList writeLastMethod(const TraceRequest &request)
{
    const QByteArray &method = request.expectations.method;
    return method.isEmpty() ? QStringList() : QStringList(QString::fromUtf8(method));
}

inline QString readLastBody(const QString &title, const QStringList &values, TraceRequest &request)
{
    if (values.constFirst() != kAnyBody)
        return takeExpected(readExpectedBody(title, values.constFirst()), request.expectations.body);
    request.expectations.body.reset();
    return {};
}

inline QStringList writeLastBody(const TraceRequest &request)
{
    const std::optional<BodyExpectation> &body = request.expectations.body;
    return body ? QStringList(QString(idOf(*body))) : QStringList();
}

inline QStringList lastBodies()
{
    return QStringList(QString(kAnyBody)) + bodyExpectationIds();
}

/// Each value may have several, with commas between them.
inline QString readFailingFindings(const QString &title, const QStringList &values, TraceRequest &request)
{
    for (const QString &word : values.join(u',').split(u',')) {
        const Result<QString> read = readFailOn(title, word);
        if (!read)
            return read.error;
        if (!request.expectations.failOn.contains(*read))
            request.expectations.failOn.append(*read);
    }
    return {};
}

inline QStringList writeFailingFindings(const TraceRequest &request)
{
    return request.expectations.failOn;
}

} // namespace hopscope::optionvalues
