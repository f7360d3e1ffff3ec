// SPDX-License-Identifier: MIT
#pragma once

#include "formats/paste/pastedrequest.h"
#include "net/tracerequest.h"
#include "redirect/authchoice.h"
#include "text/wholenumber.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <type_traits>

/// How the rows of requestOptions() read and write their values: see RequestOption.
namespace hopscope::optionvalues
{

using namespace Qt::StringLiterals;

inline constexpr double kMsPerSecond = 1000;
inline constexpr double kMaxTimeoutSeconds = kMaxTimeoutMs / kMsPerSecond;
inline constexpr double kLeastTimeoutSeconds = 0.001;
inline constexpr qint64 kMaxBodyLimit = qint64(1) << 40;

/// A member of the request that is set and unset by a switch; `on` is its value when the switch is there.
template <auto member, bool on = true>
QString readSwitch(const QString &, const QStringList &, TraceRequest &request)
{
    request.*member = on;
    return {};
}

template <auto member, bool on = true>
QStringList writeSwitch(const TraceRequest &request)
{
    return request.*member == on ? QStringList(QString()) : QStringList();
}

template <auto member, qint64 most>
QString readNumber(const QString &title, const QStringList &values, TraceRequest &request)
{
    const Result<qint64> number = wholeNumber(title, values.constFirst(), 0, most);
    using Number = std::remove_reference_t<decltype(request.*member)>;
    if (number)
        request.*member = Number(*number);
    return number.error;
}

template <auto member>
QStringList writeNumber(const TraceRequest &request)
{
    return request.*member == TraceRequest().*member ? QStringList() : QStringList(QString::number(request.*member));
}

template <auto member>
QString usualNumber()
{
    return QString::number(TraceRequest().*member);
}

inline QString usualLimit()
{
    return QString::fromUtf8(QT_TRANSLATE_NOOP("requestoptions", "the client's own"));
}

inline QString usualOfSystem()
{
    return QString::fromUtf8(QT_TRANSLATE_NOOP("requestoptions", "the system's"));
}

inline QString readMilliseconds(const QString &title, const QString &text, int &milliseconds)
{
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (!isNumber || !(seconds >= kLeastTimeoutSeconds) || seconds > kMaxTimeoutSeconds)
        return u"%1 takes seconds from %2 to %3, not \"%4\""_s.arg(title, QString::number(kLeastTimeoutSeconds),
                                                                   QString::number(kMaxTimeoutSeconds), text);
    milliseconds = qRound(seconds * kMsPerSecond);
    return {};
}

/// readMilliseconds() makes the same number of it.
inline QString secondsText(int milliseconds)
{
    return QString::number(milliseconds / kMsPerSecond, 'g', QLocale::FloatingPointShortest);
}

inline QStringList secondsText(int milliseconds, int usual)
{
    return milliseconds == usual ? QStringList() : QStringList(secondsText(milliseconds));
}

inline QString usualTimeout()
{
    return secondsText(kDefaultTraceTimeoutMs);
}

template <auto member>
QString usualWait()
{
    return secondsText(WaitLimits().*member);
}

inline QString readTimeout(const QString &title, const QStringList &values, TraceRequest &request)
{
    return readMilliseconds(title, values.constFirst(), request.timeoutMs);
}

inline QStringList writeTimeout(const TraceRequest &request)
{
    return secondsText(request.timeoutMs, kDefaultTraceTimeoutMs);
}

template <auto member>
QString readWait(const QString &title, const QStringList &values, TraceRequest &request)
{
    return readMilliseconds(title, values.constFirst(), request.wait.*member);
}

template <auto member>
QStringList writeWait(const TraceRequest &request)
{
    return secondsText(request.wait.*member, WaitLimits().*member);
}

template <auto member>
QString readText(const QString &, const QStringList &values, TraceRequest &request)
{
    request.*member = values.constFirst();
    return {};
}

template <auto member>
QStringList writeText(const TraceRequest &request)
{
    const QString &text = request.*member;
    return text.isEmpty() ? QStringList() : QStringList(text);
}

inline QString readCookieFile(const QString &, const QStringList &values, TraceRequest &request)
{
    request.cookieFile = values.constFirst();
    request.cookieFileMayMiss = false;
    return {};
}

inline QString readUser(const QString &, const QStringList &values, TraceRequest &request)
{
    request.userPassword = values.constFirst().toUtf8();
    return {};
}

inline QStringList writeUser(const TraceRequest &request)
{
    return request.userPassword.isEmpty() ? QStringList() : QStringList(QString::fromUtf8(request.userPassword));
}

inline QString readAuth(const QString &title, const QStringList &values, TraceRequest &request)
{
    const std::optional<AuthChoice> choice = authChoice(values.constFirst());
    if (!choice)
        return u"%1 takes one of %2, not \"%3\""_s.arg(title, authChoiceIds().join(u", "_s), values.constFirst());
    request.auth = *choice;
    return {};
}

inline QStringList writeAuth(const TraceRequest &request)
{
    const auto rows = authChoices();
    const auto row = std::ranges::find(rows, request.auth, &AuthChoiceRow::choice);
    return request.auth == AuthChoice::ClientDefault ? QStringList() : QStringList(QString(row->id));
}

struct WayRow {
    std::optional<BrowserWay> way;
    QLatin1StringView id;
};

inline constexpr WayRow kWays[] = {{std::nullopt, QLatin1StringView("default")},
                                   {BrowserWay::Address, QLatin1StringView("nav")},
                                   {BrowserWay::Form, QLatin1StringView("form")},
                                   {BrowserWay::Fetch, QLatin1StringView("fetch")}};

inline QStringList wayIds()
{
    QStringList ids;
    for (const WayRow &row : kWays)
        ids.append(row.id);
    return ids;
}

inline QString readWay(const QString &title, const QStringList &values, TraceRequest &request)
{
    const auto row = std::ranges::find_if(kWays, [&](const WayRow &each) { return values.constFirst() == each.id; });
    if (row == std::end(kWays))
        return u"%1 takes one of %2, not \"%3\""_s.arg(title, wayIds().join(u", "_s), values.constFirst());
    request.way = row->way;
    return {};
}

inline QStringList writeWay(const TraceRequest &request)
{
    const auto row = std::ranges::find(kWays, request.way, &WayRow::way);
    return request.way ? QStringList(QString(row->id)) : QStringList();
}

inline QString readProxy(const QString &, const QStringList &values, TraceRequest &request)
{
    const Result<QUrl> url = parseProxy(values.constFirst());
    if (url)
        request.proxy = *url;
    return url.error;
}

inline QStringList writeProxy(const TraceRequest &request)
{
    if (request.proxy.isEmpty())
        return {};
    return {request.proxy.scheme() == "none"_L1 ? u"none"_s : request.proxy.toString(QUrl::FullyEncoded)};
}

inline QString readOverrides(const QString &, const QStringList &values, TraceRequest &request)
{
    for (const QString &text : values) {
        const Result<HostOverride> row = parseHostOverride(text);
        if (!row)
            return row.error;
        request.overrides.append(*row);
    }
    return {};
}

inline QStringList writeOverrides(const TraceRequest &request)
{
    QStringList lines;
    for (const HostOverride &row : request.overrides)
        lines.append(
            u"%1:%2:%3"_s.arg(row.host, row.port == 0 ? u"*"_s : QString::number(row.port), row.address.toString()));
    return lines;
}

template <auto member>
QString readNames(const QString &, const QStringList &values, TraceRequest &request)
{
    for (const QString &name : values)
        (request.*member).append(name.toUtf8());
    return {};
}

template <auto member>
QStringList writeNames(const TraceRequest &request)
{
    QStringList names;
    for (const QByteArray &name : request.*member)
        names.append(QString::fromUtf8(name));
    return names;
}

} // namespace hopscope::optionvalues
