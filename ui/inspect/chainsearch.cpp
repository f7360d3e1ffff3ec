// SPDX-License-Identifier: MIT
#include "ui/inspect/chainsearch.h"

#include "paint/hopcard.h"
#include "ui/inspect/cookiemodel.h"
#include "ui/look/bytestext.h"
#include "ui/look/uitext.h"
#include "ui/message/bodytext.h"

#include <QByteArrayMatcher>
#include <QStringMatcher>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kAllPercent = 100;

/// One search under way.
class Search
{
public:
    Search(const QList<Hop> &hops, const QString &text)
        : m_hops(hops),
          m_length(text.size()),
          m_matcher(text, Qt::CaseInsensitive),
          m_bytes(text.toUtf8().toLower()),
          m_byteMatcher(m_bytes)
    {
    }

    void hop(int number)
    {
        m_match = {.hop = number};
        const Hop &hop = m_hops.at(number);
        const bool isCard = contains(cardTexts(hop));
        if (isCard)
            found(MatchPlace::Card);
        changes(hop, number);
        fields(hop.request.headers, MatchPlace::RequestField);
        if (hop.response)
            fields(hop.response->headers, MatchPlace::ResponseField);
        body(hop.request.body, hop.request.headers, MatchPlace::RequestBody);
        if (hop.response)
            body(hop.response->body, hop.response->headers, MatchPlace::ResponseBody);
        if (hop.wire) {
            bytes(hop.wire->sent, MatchPlace::Sent);
            bytes(hop.wire->received, MatchPlace::Received);
        }
    }

    bool isFull() const { return result.list.size() >= kMostMatches; }

    ChainMatches result;

private:
    static QStringList cardTexts(const Hop &hop)
    {
        QStringList texts{QString::fromUtf8(hop.request.method + ' ' + hop.request.url), remarkOf(hop),
                          hop.connection.address};
        if (hop.response)
            texts += {statusLabel(*hop.response), QString::fromUtf8(hop.response->version)};
        return texts;
    }

    bool contains(const QString &text) const { return m_matcher.indexIn(text) >= 0; }
    bool contains(const QStringList &texts) const
    {
        return std::any_of(texts.begin(), texts.end(), [this](const QString &text) { return contains(text); });
    }

    void found(MatchPlace place, int row = 0, const QString &part = {}, qsizetype from = 0, qsizetype length = 0)
    {
        if (isFull()) {
            result.hasMore = true;
            return;
        }
        m_match.place = place;
        m_match.row = row;
        m_match.part = part;
        m_match.from = from;
        m_match.length = length;
        result.list.append(m_match);
    }

    void changes(const Hop &hop, int number)
    {
        if (hop.redirect && hop.redirect->verdict == RedirectVerdict::Follow) {
            for (const LedgerRow &row : hop.redirect->ledger) {
                if (contains({row.part, row.before, row.after, row.reason}))
                    found(MatchPlace::Ledger, 0, row.part);
            }
        }
        const QList<CookieRow> cookies = cookieRows(m_hops, number);
        for (int row = 0; row < int(cookies.size()); ++row) {
            const CookieVerdict &verdict = cookies[row].verdict;
            if (contains({QString::fromUtf8(verdict.name), verdict.reason}))
                found(MatchPlace::Cookie, row);
        }
        for (const QString &note : hop.notes) {
            if (contains(note))
                found(MatchPlace::Note, 0, note);
        }
    }

    void fields(const Headers &headers, MatchPlace place)
    {
        for (int row = 0; row < int(headers.fields.size()); ++row) {
            const Header &field = headers.fields[row];
            if (contains(plainText(field.name) + u": "_s + plainText(field.value)))
                found(place, row);
        }
    }

    void body(const Body &body, const Headers &headers, MatchPlace place)
    {
        if (body.bytes.isEmpty() || isFull())
            return;
        const QString text = bodyText(body.bytes, headers.first("Content-Type").value_or(QByteArray())).text;
        for (qsizetype at = m_matcher.indexIn(text); at >= 0 && !result.hasMore;
             at = m_matcher.indexIn(text, at + m_length))
            found(place, 0, {}, at, m_length);
    }

    void bytes(const QByteArray &wire, MatchPlace place)
    {
        if (isFull())
            return;
        const QByteArray lower = wire.toLower();
        for (qsizetype at = m_byteMatcher.indexIn(lower); at >= 0 && !result.hasMore;
             at = m_byteMatcher.indexIn(lower, at + m_bytes.size()))
            found(place, 0, {}, at, m_bytes.size());
    }

    const QList<Hop> &m_hops;
    qsizetype m_length;
    QStringMatcher m_matcher;
    QByteArray m_bytes;
    QByteArrayMatcher m_byteMatcher;
    ChainMatch m_match;
};

} // namespace

ChainMatches searchChain(const QList<Hop> &hops, const QString &text, const std::atomic_bool &canceled,
                         const Progress &tell)
{
    Search search(hops, text);
    int percent = 0;
    for (int number = 0; number < int(hops.size()) && !text.isEmpty() && !canceled; ++number) {
        if (search.isFull()) {
            search.result.hasMore = true;
            break;
        }
        search.hop(number);
        const int done = int(qint64(number + 1) * kAllPercent / hops.size());
        if (done != percent)
            tell(percent = done);
    }
    return search.result;
}

QString placeText(const ChainMatch &match)
{
    const QString request = UiText::tr("request %1").arg(match.hop + 1);
    const auto in = [&](const QString &place) { return UiText::tr("%1, %2").arg(request, place); };
    switch (match.place) {
    case MatchPlace::Card:
        return in(UiText::tr("card"));
    case MatchPlace::Ledger:
    case MatchPlace::Cookie:
    case MatchPlace::Note:
        return in(UiText::tr("what changed"));
    case MatchPlace::RequestField:
        return in(UiText::tr("request field"));
    case MatchPlace::ResponseField:
        return in(UiText::tr("response field"));
    case MatchPlace::RequestBody:
        return in(UiText::tr("request body"));
    case MatchPlace::ResponseBody:
        return in(UiText::tr("response body"));
    case MatchPlace::Sent:
        return in(UiText::tr("bytes sent"));
    case MatchPlace::Received:
        return in(UiText::tr("bytes received"));
    }
    return request;
}

} // namespace hopscope
