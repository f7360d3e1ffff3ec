// SPDX-License-Identifier: MIT
#include "formats/tools/textexchanges.h"

#include "formats/record/recordedchains.h"
#include "formats/record/recordedhead.h"
#include "formats/record/recordedtraces.h"
#include "http/url.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

void TextExchanges::setUrl(Request &request, const QByteArray &scheme, QStringList &notes) const
{
    if (isHttpScheme(splitUri(request.url).scheme))
        return;
    if (!scheme.isEmpty()) {
        request.url = urlOfTarget(request, scheme);
        return;
    }
    const QByteArray host = request.headers.first("Host").value_or(QByteArray()).toLower();
    for (qsizetype i = m_exchanges.size() - 1; i >= 0 && i >= m_exchanges.size() - 2; --i) {
        const Recorded &before = m_exchanges[i];
        QList<QByteArray> known = recordedTargets(before);
        known.append(before.hop.request.url);
        for (const QByteArray &url : std::as_const(known)) {
            if (hostField(url).toLower() == host && !host.isEmpty()) {
                request.url = urlOfTarget(request, splitUri(url).scheme);
                return;
            }
        }
    }
    const bool isTls = host.endsWith(":443");
    if (!isTls && !host.isEmpty())
        notes.append(assumedSchemeText());
    request.url = urlOfTarget(request, isTls ? "https" : "http");
}

qsizetype TextExchanges::addRequest(Request request, const QByteArray &scheme)
{
    Recorded exchange;
    setUrl(request, scheme, exchange.hop.notes);
    exchange.hop.request = request;
    exchange.continues = !m_exchanges.isEmpty() && repeatsWithCredentials(m_exchanges.constLast(), request);
    m_exchanges.append(exchange);
    return m_exchanges.size() - 1;
}

void TextExchanges::addResponse(qsizetype number, const Response &response)
{
    if (number < 0 || number >= m_exchanges.size()) {
        m_notes.add(u"a response with status %1 was left out: its request is not in the text"_s.arg(response.status));
        return;
    }
    std::optional<Response> &kept = m_exchanges[number].hop.response;
    if (kept && !isInterimStatus(kept->status)) {
        m_notes.add(u"a second response, with status %1, to the same request was left out"_s.arg(response.status));
        return;
    }
    keepResponse(kept, response);
}

qsizetype TextExchanges::open() const
{
    const qsizetype last = m_exchanges.size() - 1;
    if (last < 0)
        return -1;
    const std::optional<Response> &response = m_exchanges[last].hop.response;
    return !response || isInterimStatus(response->status) ? last : -1;
}

Result<ReadRecord> TextExchanges::record(const QString &origin, const ClientProfile &fallback, const QString &nothing)
{
    QList<Recorded> good;
    for (Recorded &each : m_exchanges) {
        Hop &hop = each.hop;
        if (hop.request.url.isEmpty()) {
            m_notes.add(u"a request %1 was left out: it has no Host field, so its URL is not known"_s.arg(
                QString::fromUtf8(hop.request.method)));
            continue;
        }
        if (hop.response && isInterimStatus(hop.response->status))
            hop.response.reset();
        if (!hop.response && hop.error.isEmpty())
            hop.error = u"The text has no response to this request."_s;
        good.append(each);
    }
    return recordOf(good, origin, fallback, nothing, m_notes);
}

} // namespace hopscope
