// SPDX-License-Identifier: MIT
#include "net/browser/chromiumrecord.h"

#include "http/url.h"
#include "net/browser/chromiumcookies.h"
#include "net/browser/chromiumresponse.h"
#include "net/browser/neterror.h"

#include <cmath>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kMicrosecondsPerSecond = 1'000'000;
constexpr double kMillisecondsPerSecond = 1000;

QByteArray postDataOf(const ProtocolValue &request, const QByteArray &otherwise)
{
    if (!request["hasPostData"].isTrue())
        return {};
    QByteArray bytes;
    for (const ProtocolValue &entry : request["postDataEntries"].items())
        bytes += QByteArray::fromBase64(entry["bytes"].bytes());
    return !bytes.isEmpty() ? bytes : request["postData"].exists() ? request["postData"].bytes() : otherwise;
}

/// The fields in an order of their own: Chromium tells them sorted by name, HTTP/2's among them.
Headers sentFieldsOf(const ProtocolValue &extra)
{
    Headers headers;
    for (const Header &field : extra["headers"].fields().fields) {
        if (field.name == ":authority")
            headers.append("Host", field.value);
        else if (!field.name.startsWith(':'))
            headers.fields.append(field);
    }
    return headers;
}

/// What the page did, as the trace has it; Http for a script.
HopKind kindOfPage(const QString &why)
{
    if (why == "httpHeaderRefresh"_L1)
        return HopKind::Refresh;
    return why == "metaTagRefresh"_L1 ? HopKind::MetaRefresh : HopKind::Http;
}

} // namespace

ChromiumRecord::ChromiumRecord(bool isPage, const QByteArray &content, qint64 bodyLimit)
    : m_isPage(isPage), m_content(content), m_bodyLimit(bodyLimit)
{
}

void ChromiumRecord::add(const ProtocolValue &message)
{
    const QByteArray method = message["method"].bytes();
    const ProtocolValue params = message["params"];
    const QByteArray id = params["requestId"].bytes();
    const bool isOurs = !id.isEmpty() && !m_extras.value(id).hops.isEmpty();
    if (method == "Network.requestWillBeSent") {
        addRequest(params);
    } else if (method == "Network.requestWillBeSentExtraInfo" || method == "Network.responseReceivedExtraInfo") {
        addExtra(params, method == "Network.responseReceivedExtraInfo");
    } else if (method == "Network.responseReceived" && isOurs && m_error.isEmpty()) {
        const qsizetype at = m_extras[id].hops.constLast();
        takeResponse(m_hops[at].hop, params["response"]);
        m_hasExtra[at] = params["hasExtraInfo"].isTrue();
        m_headAt = params["timestamp"].number();
    } else if (method == "Network.loadingFinished" && id == m_current && m_error.isEmpty()) {
        const double took = params["timestamp"].number() - m_headAt;
        m_hops[m_extras[id].hops.constLast()].hop.timing.receive =
            std::max<qint64>(std::llround(took * kMicrosecondsPerSecond), 0);
    } else if (method == "Network.loadingFailed" && isOurs) {
        fail(params);
    } else if (method == "Page.frameRequestedNavigation" || method == "Page.frameScheduledNavigation") {
        m_why = params["reason"].text();
    } else if (method == "Page.downloadWillBegin") {
        m_isDownload = true;
    } else if (method == "Inspector.targetCrashed") {
        m_crashed = true;
    }
}

void ChromiumRecord::addRequest(const ProtocolValue &params)
{
    const QByteArray id = params["requestId"].bytes();
    const ProtocolValue request = params["request"];
    const QByteArray url = request["url"].bytes() + request["urlFragment"].bytes();
    const bool isPreflight = params["initiator"]["type"].bytes() == "preflight";
    const bool isRedirect = params["redirectResponse"].exists() && id == m_current;
    const QByteArray type = params["type"].bytes();
    const bool isDocument = m_isPage && type == "Document" && id == params["loaderId"].bytes();
    const bool isFetch = !m_isPage && m_hops.isEmpty() && type == "Fetch";
    if (!m_error.isEmpty() || m_crashed)
        return;
    const QByteArray asker = isPreflight ? params["initiator"]["requestId"].bytes() : QByteArray();
    const bool isEarly = isPreflight && m_current.isEmpty();
    if (!asker.isEmpty() && !isEarly && asker != m_current)
        return;
    if (!isPreflight && !isRedirect && !isDocument && !isFetch)
        return;
    if (isRedirect)
        endWithRedirect(params);
    if (!isPreflight && !isHttpScheme(splitUri(url).scheme)) {
        m_otherScheme = isRedirect ? url : QByteArray();
        return;
    }
    const double timestamp = params["timestamp"].number();
    BrowserHop hop;
    hop.cause = isRedirect ? BrowserCause::Redirect : m_hops.isEmpty() ? BrowserCause::Start : BrowserCause::Page;
    hop.hop.kind = isPreflight ? HopKind::Preflight : HopKind::Http;
    hop.hop.request = {.method = request["method"].bytes(), .url = url, .headers = request["headers"].fields()};
    if (const QByteArray body = postDataOf(request, m_content); !body.isEmpty())
        hop.hop.request.body = bodyOf(body, m_bodyLimit);
    if (isEarly) {
        hop.cause = BrowserCause::Redirect;
        m_early.append({asker, id, hop, timestamp});
        return;
    }
    if (m_hops.isEmpty()) {
        m_begin = timestamp;
        m_started =
            QDateTime::fromMSecsSinceEpoch(std::llround(params["wallTime"].number() * kMillisecondsPerSecond), Qt::UTC);
    }
    if (isDocument && hop.cause == BrowserCause::Page) {
        hop.why = m_why;
        hop.hop.kind = kindOfPage(m_why);
        ++m_pages;
    }
    if (!isPreflight)
        m_current = id;
    append(id, hop, timestamp);
    for (const Early &early : std::exchange(m_early, {})) {
        if (early.asker.isEmpty() || early.asker == id)
            append(early.id, early.hop, early.timestamp);
    }
}

/// The hop that is under way was answered by a redirect.
void ChromiumRecord::endWithRedirect(const ProtocolValue &params)
{
    const QList<qsizetype> &hops = m_extras[m_current].hops;
    if (hops.isEmpty())
        return;
    takeResponse(m_hops[hops.constLast()].hop, params["redirectResponse"]);
    m_hasExtra[hops.constLast()] = params["redirectHasExtraInfo"].isTrue();
}

/// A preflight goes in front of the request that it asks for, which Chromium may have told before it.
void ChromiumRecord::append(const QByteArray &id, const BrowserHop &hop, double timestamp)
{
    BrowserHop added = hop;
    added.hop.timing.start = std::max<qint64>(std::llround((timestamp - m_begin) * kMicrosecondsPerSecond), 0);
    const bool isAsked = hop.hop.kind == HopKind::Preflight && !m_hops.isEmpty() &&
                         m_hops.constLast().hop.kind != HopKind::Preflight && !m_hops.constLast().hop.response &&
                         m_hops.constLast().hop.request.url == hop.hop.request.url;
    const qsizetype at = m_hops.size() - (isAsked ? 1 : 0);
    if (isAsked)
        ++m_extras[m_current].hops.last();
    m_hops.insert(at, added);
    m_hasExtra.insert(at, std::nullopt);
    m_extras[id].hops.append(at);
}

void ChromiumRecord::addExtra(const ProtocolValue &params, bool isHead)
{
    BrowserHop extra;
    if (isHead) {
        takeRawHead(extra.hop, params);
        noteRefusedCookies(extra, params);
    } else {
        extra.hop.request.headers = sentFieldsOf(params);
        extra.hop.cookies.sent = sentCookies(params);
    }
    Extras &extras = m_extras[params["requestId"].bytes()];
    (isHead ? extras.heads : extras.sent).append(extra);
}

void ChromiumRecord::fail(const ProtocolValue &params)
{
    const QString cors = params["corsErrorStatus"]["corsError"].text();
    if (!cors.isEmpty())
        m_corsError = cors;
    const QByteArray id = params["requestId"].bytes();
    const QString blocked = params["blockedReason"].text();
    const QString error = params["errorText"].text() + (blocked.isEmpty() ? QString() : u" (%1)"_s.arg(blocked));
    // The error page of Chromium loads itself again; what comes first counts.
    if (id == m_current && m_error.isEmpty())
        m_error = error;
    else if (id != m_current)
        m_hops[m_extras[id].hops.constLast()].hop.error = error;
}

void ChromiumRecord::addContent(const QByteArray &content)
{
    const QList<qsizetype> hops = m_extras.value(m_current).hops;
    if (!hops.isEmpty() && m_hops[hops.constLast()].hop.response)
        m_hops[hops.constLast()].hop.response->body = bodyOf(content, m_bodyLimit);
}

/// The n-th of these messages belongs to the n-th hop of the request that has any.
void ChromiumRecord::joinExtras(QList<BrowserHop> &hops) const
{
    for (const Extras &extras : m_extras) {
        qsizetype sent = 0;
        qsizetype heads = 0;
        for (const qsizetype at : extras.hops) {
            BrowserHop &hop = hops[at];
            if (m_hasExtra[at] == false)
                continue;
            if (sent < extras.sent.size()) {
                hop.hop.request.headers = extras.sent[sent].hop.request.headers;
                hop.hop.cookies.sent = extras.sent[sent++].hop.cookies.sent;
            }
            if (heads >= extras.heads.size())
                continue;
            const BrowserHop &head = extras.heads[heads++];
            const Body body = hop.hop.response ? hop.hop.response->body : Body();
            hop.hop.response = head.hop.response;
            hop.hop.response->body = body;
            hop.hop.notes += head.hop.notes;
            hop.refused = head.refused;
            hop.refusedReasons = head.refusedReasons;
            hop.tellsSetCookies = true;
        }
    }
}

Outcome ChromiumRecord::ending(const QString &name) const
{
    if (m_crashed)
        return {OutcomeKind::NetworkError, u"The page of %1 crashed."_s.arg(name)};
    if (!m_otherScheme.isEmpty())
        return {OutcomeKind::UnsupportedScheme,
                u"%1 did not follow the redirect to %2: it leaves http and https."_s.arg(
                    name, QString::fromUtf8(m_otherScheme))};
    if (!m_corsError.isEmpty())
        return {OutcomeKind::NetworkError, u"%1 gave the page's script an error: %2."_s.arg(name, m_corsError)};
    // An abort with a response is a download, or a response that is no page, such as 204.
    const bool isAborted = m_error.startsWith("net::ERR_ABORTED"_L1);
    const bool isAnswered = !m_hops.isEmpty() && m_hops.constLast().hop.response.has_value();
    if (m_error.isEmpty() || (isAborted && isAnswered))
        return {OutcomeKind::Final, {}};
    return outcomeOfNetError(name, m_error);
}

BrowserRun ChromiumRecord::run(const QString &browser) const
{
    BrowserRun run{.browser = browser, .started = m_started, .hops = m_hops};
    joinExtras(run.hops);
    const QString name = u"Chromium"_s;
    run.end = ending(name);
    // The request that a preflight asked for in vain was told, and not sent.
    if (run.hops.size() > 1 && !m_corsError.isEmpty() && !run.hops.constLast().hop.response &&
        run.hops.at(run.hops.size() - 2).hop.kind == HopKind::Preflight)
        run.hops.removeLast();
    else if (!run.hops.isEmpty() && !m_error.isEmpty() && !run.hops.constLast().hop.response)
        run.hops.last().hop.error = m_error;
    if (m_isDownload && !run.hops.isEmpty())
        run.hops.last().hop.notes.append(u"Chromium takes this response for a download; its content was not read."_s);
    return run;
}

} // namespace hopscope
