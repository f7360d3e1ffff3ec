// SPDX-License-Identifier: MIT
#include "formats/write/hoptext.h"

#include "text/terminaltext.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

std::optional<qint64> elapsed(const Timing &t)
{
    const qint64 sum = t.dns + t.connect + t.tls + t.send + t.wait + t.receive;
    return sum > 0 ? std::optional(sum) : std::nullopt;
}

std::optional<qint64> startOf(const Hop &hop)
{
    // Only the first hop begins with the trace, and even that takes time if it is measured.
    const bool known = hop.timing.start > 0 || elapsed(hop.timing);
    return known ? std::optional(hop.timing.start) : std::nullopt;
}

QString elapsedText(qint64 microseconds)
{
    if (microseconds < 1000)
        return u"%1 us"_s.arg(microseconds);
    if (microseconds < 1'000'000)
        return u"%1 ms"_s.arg(double(microseconds) / 1000.0, 0, 'f', 1);
    return u"%1 s"_s.arg(double(microseconds) / 1e6, 0, 'f', 2);
}

QString totalTimeText(const Hop &hop)
{
    const std::optional<qint64> time = elapsed(hop.timing);
    return time ? elapsedText(*time) : u"-"_s;
}

QString bodyText(qint64 size)
{
    return size == 0 ? u"no body"_s : size == 1 ? u"1 byte"_s : u"%1 bytes"_s.arg(size);
}

QString statusText(const Hop &hop)
{
    if (!hop.response)
        return QString::fromLatin1(noResponseWord(hop));
    return u"%1 %2"_s.arg(QString::number(hop.response->status), terminalText(hop.response->reason, kMaxCell))
        .trimmed();
}

QString connectionText(const Hop &hop)
{
    const QString kind = hop.kind == HopKind::Http ? QString() : u"(%1)"_s.arg(QString(idOf(hop.kind)));
    const Connection &c = hop.connection;
    if (c.address.isEmpty())
        return kind.isEmpty() ? u"-"_s : kind;
    const QString address = terminalText(c.address, kMaxCell);
    const QString host = address.contains(u':') ? u'[' + address + u']' : address;
    QString secure = c.tls ? u" "_s + terminalText(c.tls->protocol, kMaxCell) : QString();
    if (isUnverified(hop))
        secure += u" not verified"_s;
    const QString stream =
        hop.wire && hop.wire->http2 ? u", HTTP/2 stream %1"_s.arg(hop.wire->http2->stream) : QString();
    const QString peer =
        host + u':' + QString::number(c.port) + secure + (c.reused ? u" reused"_s : u" new"_s) + stream;
    return kind.isEmpty() ? peer : kind + u' ' + peer;
}

QList<CookieVerdict> lostCookies(const Hop &hop)
{
    QList<CookieVerdict> lost = hop.cookies.sent + hop.cookies.set;
    lost.removeIf([](const CookieVerdict &verdict) {
        return verdict.fate != CookieFate::Refused && verdict.fate != CookieFate::Withheld;
    });
    return lost;
}

QString cookieText(const CookieVerdict &verdict)
{
    return verdict.name.isEmpty() ? u"cookie without a name"_s
                                  : u"cookie %1"_s.arg(terminalText(verdict.name, kMaxCell));
}

QString becauseText(const QString &reason, const QString &source)
{
    const QString why = terminalText(reason);
    if (source.isEmpty())
        return why;
    return why.isEmpty() ? u"[%1]"_s.arg(terminalText(source)) : u"%1 [%2]"_s.arg(why, terminalText(source));
}

QString verdictSentence(const Redirect &redirect, bool isSent)
{
    const QString because = becauseText(redirect.reason, redirect.source);
    switch (redirect.verdict) {
    case RedirectVerdict::Follow:
        return (isSent ? u"followed to %1: %2"_s : u"would be followed to %1: %2"_s)
            .arg(terminalText(redirect.target, kMaxUrl), because);
    case RedirectVerdict::Refuse:
        return u"refused: %1"_s.arg(because);
    case RedirectVerdict::Deliver:
        break;
    }
    return u"not followed: %1"_s.arg(because);
}

QString placeText(const Finding &finding)
{
    return finding.hop < 0 ? u"whole chain"_s : u"request %1"_s.arg(finding.hop + 1);
}

QString startedText(const Trace &trace)
{
    if (!trace.started.isValid())
        return u"at an unknown time"_s;
    return utcText(trace.started);
}

QString utcText(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s);
}

} // namespace hopscope
