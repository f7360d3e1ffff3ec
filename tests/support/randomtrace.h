// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QRandomGenerator>
#include <QTimeZone>

#include <initializer_list>

namespace hopscope::test
{

/// Traces from a seed, made of the awkward values: no text, NUL, bytes that are no UTF-8, byte order marks, the largest
/// numbers, every enumerator. The same seed gives the same trace.
class RandomTrace
{
public:
    explicit RandomTrace(quint32 seed) : m_random(seed) {}

    Trace trace()
    {
        Trace t;
        t.client = text();
        t.started = time();
        t.hops = list<Hop>(4, [this] { return hop(); });
        t.outcome = {OutcomeKind(below(int(OutcomeKind::Canceled) + 1)), text()};
        t.findings = list<Finding>(
            3, [this] { return Finding{text(), Severity(below(3)), below(5) - 1, text(), text(), text()}; });
        if (coin())
            t.clock = Clock{coin() ? std::optional(coin()) : std::nullopt, coin() ? number() : -1};
        return t;
    }

private:
    int below(int limit) { return int(m_random.bounded(limit)); }
    bool coin() { return below(2) == 1; }
    qint64 number()
    {
        const qint64 numbers[] = {
            0, 1, 999, 1'000'000, qint64(1) << 31, qint64(1) << 40, (qint64(1) << 53) - 1, qint64(1) << 53};
        return numbers[below(8)];
    }

    template <typename T, typename Make>
    QList<T> list(int limit, Make make)
    {
        QList<T> items;
        for (int i = below(limit + 1); i > 0; --i)
            items.append(make());
        return items;
    }

    QByteArray bytes()
    {
        static const QList<QByteArray> samples = {{},
                                                  "GET",
                                                  "http://a.example/?q=1#f",
                                                  QByteArray("\0", 1),
                                                  QByteArray("a\0b", 3),
                                                  "caf\xc3\xa9",
                                                  "caf\xe9",
                                                  "\xff\xfe",
                                                  "\xef\xbb\xbf"
                                                  "bom",
                                                  "\xed\xa0\x80",
                                                  "\xc0\x80",
                                                  "\xf0\x9f\x98\x80",
                                                  "\"\\/\b\f",
                                                  "\r\n\t",
                                                  "\x1b[31m",
                                                  "\xe2\x80\xae"
                                                  "rtl",
                                                  "\x7f",
                                                  "\xef\xbf\xbd"};
        if (below(4) != 0)
            return samples[below(int(samples.size()))];
        QByteArray made(below(40), '\0');
        for (char &c : made)
            c = char(below(256));
        return made;
    }

    QString text()
    {
        static const QStringList samples = {{},
                                            QStringLiteral("plain"),
                                            QString(QChar(u'\0')),
                                            QStringLiteral("quote \" and \\ and\nline"),
                                            QStringLiteral(u"\u00e9\u202e\U0001f600"),
                                            QStringLiteral("\x1b[2J"),
                                            QString(QChar(0xfeff)) + QStringLiteral("bom")};
        return samples[below(int(samples.size()))];
    }

    QStringList texts()
    {
        return list<QString>(3, [this] { return text(); });
    }
    QDateTime time()
    {
        return coin() ? QDateTime::fromMSecsSinceEpoch(1'700'000'000'123 + below(1'000'000'000), Qt::UTC) : QDateTime();
    }

    Headers headers()
    {
        return {list<Header>(4, [this] { return Header{bytes(), bytes()}; })};
    }
    Body body()
    {
        const bool truncated = coin();
        const QByteArray kept = bytes();
        return {kept.size() + (truncated ? below(1000) : 0), bytes(), kept, truncated};
    }
    Request request() { return {bytes(), bytes(), bytes(), headers(), body()}; }
    InterimResponse interim() { return {bytes(), below(1000), bytes(), headers()}; }
    Response response()
    {
        return {bytes(), below(1000), bytes(), headers(), list<InterimResponse>(2, [this] { return interim(); }),
                body()};
    }
    LedgerRow row()
    {
        LedgerRow made{text(), text(), text(), PartVerdict(below(4)), text(), text()};
        if (below(2) == 0)
            made.predicted = text();
        return made;
    }
    Redirect redirect()
    {
        return {bytes(),
                bytes(),
                RedirectVerdict(below(3)),
                text(),
                text(),
                OutcomeKind(below(int(OutcomeKind::Canceled) + 1)),
                list<LedgerRow>(4, [this] { return row(); })};
    }
    Certificate certificate() { return {text(), text(), texts(), time(), time(), bytes()}; }
    ConnectAttempt attempt() { return {text(), quint16(below(65536)), number(), number(), text()}; }
    Connection connection()
    {
        Connection c{text(), quint16(below(65536)), coin(), std::nullopt,
                     list<ConnectAttempt>(3, [this] { return attempt(); })};
        if (coin())
            c.tls = Tls{text(), text(), list<Certificate>(2, [this] { return certificate(); }), texts()};
        return c;
    }
    QList<CookieVerdict> verdicts(CookieFate first, int fates)
    {
        return list<CookieVerdict>(2, [this, first, fates] {
            return CookieVerdict{bytes(), CookieFate(int(first) + below(fates)), text(), text()};
        });
    }
    Http2Frame frame()
    {
        return {coin(), quint8(below(256)), quint8(below(256)), quint32(below(1000)), quint32(below(20000)), headers(),
                text()};
    }
    Hop hop()
    {
        Hop h;
        h.kind = HopKind(below(5));
        h.request = request();
        if (coin())
            h.response = response();
        if (coin())
            h.redirect = redirect();
        if (coin())
            h.cookies = {verdicts(CookieFate::Stored, 3), verdicts(CookieFate::Sent, 2)};
        h.timing = {number(), number(), number(), number(), number(), number(), number()};
        h.connection = connection();
        if (coin())
            h.wire = Wire{bytes(), bytes(), coin()};
        if (h.wire && coin())
            h.wire->http2 = Http2Wire{quint32(below(100)), list<Http2Frame>(4, [this] { return frame(); }), coin()};
        h.notes = texts();
        h.error = text();
        return h;
    }

    QRandomGenerator m_random;
};

} // namespace hopscope::test
