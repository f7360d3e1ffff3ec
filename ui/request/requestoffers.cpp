// SPDX-License-Identifier: MIT
// What the request bar offers next: after a trace that failed, and for a command that a browser wrote.
#include "formats/paste/browsercommand.h"
#include "formats/session/sessionfor.h"
#include "http/uriparts.h"
#include "net/readyrequest.h"
#include "ui/request/clientbox.h"
#include "ui/request/clientstore.h"
#include "ui/request/requestbar.h"
#include "ui/request/requestoptions.h"
#include "ui/request/texts.h"
#include "ui/request/urledit.h"

#include <QDateTime>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString schemeText(const QString &url)
{
    return url.section(u':', 0, 0);
}

QString hostOf(const Trace &trace)
{
    const QByteArray url = trace.hops.constLast().request.url;
    const UriParts parts = splitReference(url);
    return QString::fromUtf8(splitAuthority(parts.authority.value_or(QByteArrayView())).host.toByteArray());
}

/// The handshake failed because of what the server's certificate is.
bool isDistrusted(const Trace &trace)
{
    if (trace.outcome.kind != OutcomeKind::TlsError || trace.hops.isEmpty())
        return false;
    const std::optional<Tls> &tls = trace.hops.constLast().connection.tls;
    return tls && !tls->errors.isEmpty();
}

} // namespace

void RequestBar::offerAfter(const Trace &trace)
{
    QStringList sentences;
    QList<Offer> offers;
    if (m_guess.isGuess() && gotNoResponse(trace)) {
        sentences.append(tr("%1 had no scheme, and %2:// got no response.").arg(m_guess.name, schemeText(m_guess.url)));
        offers.append({tr("Trace with %1://").arg(schemeText(m_guess.other)), [this, url = m_guess.other] {
                           m_url->setText(url);
                           start(false);
                       }});
    }
    const Result<TraceRequest> now = request();
    if (isDistrusted(trace) && now && !now->insecure) {
        sentences.append(tr("The certificate of %1 cannot be trusted. Without verification anybody in between can "
                            "read and change what is sent and received.")
                             .arg(hostOf(trace)));
        offers.append({tr("Trace without verification"), [this] {
                           m_options->choose(u"insecure", {QString()});
                           start(false);
                       }});
    }
    if (!offers.isEmpty())
        m_offer->say(sentences.join(u' '), offers);
}

void RequestBar::offerClients(const PastedRequest &pasted)
{
    const QString browser = pasted.client.isEmpty() ? browserOf(pasted) : QString();
    if (browser.isEmpty())
        return;
    QList<Offer> offers;
    for (const QString &client : {browser, pasted.curlClient}) {
        if (!client.isEmpty())
            offers.append(
                {tr("As %1").arg(clientTitle(client)), [this, client, pasted] { takeClient(client, pasted); }});
    }
    m_offer->say(
        tr("A browser has sent this request: %1. Until you choose, it stays as it was pasted and goes by the rules "
           "of %2.")
            .arg(clientTitle(browser), clientTitle(m_client->client())),
        offers);
}

void RequestBar::takeClient(const QString &client, const PastedRequest &pasted)
{
    m_client->setClient(client);
    const ClientPointer profile = knownClients().find(client);
    // A curl command names the fields that curl is to send.
    const QList<QByteArray> own =
        profile && client != pasted.curlClient ? ownFields(pasted.headers, *profile) : QList<QByteArray>();
    if (own.isEmpty())
        return;
    m_options->removeFields(own);
    const QString added =
        tr("Left to %1, which writes them itself: %2.").arg(clientTitle(client), QString::fromUtf8(own.join(", ")));
    m_note->setText(m_note->isHidden() ? added : m_note->text() + u' ' + added);
    m_note->show();
}

void RequestBar::setSession(const QString &name, const ClientMemory &memory)
{
    m_session = name;
    m_sessionMemory = memory;
    showSession();
}

void RequestBar::showSession()
{
    if (m_session.isEmpty()) {
        m_options->setSession(tr("No session is chosen, so there is nothing that it could bring along: Trace › Session "
                                 "has them."));
        return;
    }
    const Result<CompletedUrl> url = completedUrl(m_url->text());
    const QString known =
        url ? sessionFor(m_sessionMemory, url->url.toUtf8(), QDateTime::currentDateTimeUtc()) : QString();
    if (!url)
        m_options->setSession(tr("The session \"%1\": type a URL to see what it knows about its host.").arg(m_session));
    else if (known.isEmpty())
        m_options->setSession(tr("The session \"%1\" has no credentials and no cookies for this host.").arg(m_session));
    else
        m_options->setSession(tr("The session \"%1\" brings along: %2.").arg(m_session, known));
}

} // namespace hopscope
