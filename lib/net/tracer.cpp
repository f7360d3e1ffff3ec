// SPDX-License-Identifier: MIT
#include "net/tracer.h"

#include "findings/findings.h"
#include "http/url.h"
#include "net/connectionoptions.h"
#include "net/exchange.h"
#include "net/publicsuffix.h"
#include "redirect/chaincookies.h"
#include "redirect/decide.h"
#include "redirect/edits.h"
#include "redirect/firstrequest.h"

#include <QFile>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// The file as it is now; what is sent of it is counted, hashed and kept when it is sent.
Body fileBody(const QString &path, qint64 limit)
{
    QFile file(path);
    const qint64 size = file.open(QIODevice::ReadOnly) ? file.size() : QFileInfo(path).size();
    const QByteArray first = file.isOpen() ? file.read(std::min(size, limit)) : QByteArray();
    return first.size() == size ? bodyOf(first) : Body{.size = size, .bytes = first, .truncated = true};
}

} // namespace

struct Tracer::State {
    State(Tracer &tracer, Network &net, const ReadyRequest &given)
        : q(tracer), network(net), ready(given), wanted(given.request)
    {
    }

    void begin();
    Body contentBody() const;
    void send(const Request &request);
    void headReceived();
    void exchangeFinished();
    void decideNext();
    bool edit(const EditedRequest &edited);
    void continueWith(const Request &next); // a copy: send() resets the decision that it comes from
    void end(OutcomeKind kind, const QString &message);

    Tracer &q;
    Network &network;
    const ReadyRequest ready;
    TraceRequest wanted; ///< with the content of the request that is sent next
    ConnectionOptions options;
    bool hasTlsOptions = false;
    quint64 number = 0;
    QElapsedTimer clock;
    QTimer deadline;
    int leftMs = 0; ///< of the deadline, which stands still while the user thinks
    Trace trace;
    QByteArray firstUrl;
    EarlierRequests earlier;
    std::optional<CookieJar> jar;
    HopCookies cookies; ///< of the exchange
    Exchange *exchange = nullptr;
    std::optional<Decision> decision;
    std::optional<Request> waiting; ///< step mode: what step() will send
    bool ended = false;
};

Tracer::Tracer(Network &network, const ReadyRequest &ready, QObject *parent)
    : QObject(parent), d(std::make_unique<State>(*this, network, ready))
{
    d->deadline.setSingleShot(true);
    connect(&d->deadline, &QTimer::timeout, this, [this] {
        const QString reason = u"the trace took longer than %1 seconds"_s.arg(d->wanted.timeoutMs / 1000.0);
        if (d->exchange)
            d->exchange->stop(OutcomeKind::Timeout, reason);
        else
            d->end(OutcomeKind::Timeout, reason);
    });
}

Tracer::~Tracer()
{
    // What is left of the exchanges needs the network, which outlives this tracer but not its parent.
    qDeleteAll(findChildren<Exchange *>(Qt::FindDirectChildrenOnly));
    d->network.release(d->number);
}

void Tracer::start()
{
    QMetaObject::invokeMethod(
        this, [this] { d->begin(); }, Qt::QueuedConnection);
}

void Tracer::step(const std::optional<EditedRequest> &edited)
{
    if (!d->waiting || (edited && !d->edit(*edited)))
        return;
    d->deadline.start(d->leftMs);
    d->send(*std::exchange(d->waiting, std::nullopt));
}

void Tracer::cancel()
{
    if (d->ended)
        return;
    const QString reason = kCanceledError;
    if (d->exchange)
        d->exchange->stop(OutcomeKind::Canceled, reason);
    else
        d->end(OutcomeKind::Canceled, reason);
}

void Tracer::State::begin()
{
    trace.client = wanted.client;
    trace.started = QDateTime::currentDateTimeUtc();
    clock.start();
    number = network.nextTrace();
    if (network.relay().proxy().type() == QNetworkProxy::NoProxy) {
        end(OutcomeKind::NetworkError,
            u"no port could be opened on 127.0.0.1: %1"_s.arg(network.relay().errorString()));
        return;
    }
    if (ready.jar)
        jar = ready.jar;
    else if (wanted.cookies && ready.profile().keepsCookies)
        jar = CookieJar();
    options = connectionOptions(wanted);
    firstUrl = ready.url;
    deadline.start(wanted.timeoutMs);
    const FirstRequest first{.method = wanted.method,
                             .url = firstUrl,
                             .headers = wanted.headers,
                             .body = contentBody(),
                             .userPassword = wanted.userPassword,
                             .jar = jar,
                             .now = trace.started,
                             .isPublicSuffix = isPublicSuffix};
    send(firstRequest(ready.profile(), first, &cookies.sent));
}

Body Tracer::State::contentBody() const
{
    if (!wanted.content.file.isEmpty())
        return fileBody(wanted.content.file, wanted.bodyLimit);
    return bodyOf(wanted.content.bytes, wanted.bodyLimit);
}

void Tracer::State::send(const Request &request)
{
    const std::optional<Origin> origin = originOf(request.url);
    if (!origin) {
        end(OutcomeKind::InvalidLocation, u"%1 does not name a server"_s.arg(QString::fromUtf8(request.url)));
        return;
    }
    QByteArray host = origin->host;
    if (host.startsWith('[') && host.endsWith(']'))
        host = host.sliced(1, host.size() - 2);
    const RelayTarget target{.trace = number,
                             .secure = origin->scheme == "https",
                             .host = QString::fromUtf8(host),
                             .port = static_cast<quint16>(origin->port)};
    if (target.secure && !std::exchange(hasTlsOptions, true))
        options.tls = tlsConfiguration(ready);
    decision.reset();
    exchange = new Exchange(network, target, options, request, wanted.content, wanted.bodyLimit, clock, &q);
    connect(exchange, &Exchange::headReceived, &q, [this] { headReceived(); });
    connect(exchange, &Exchange::finished, &q, [this] { exchangeFinished(); });
    exchange->start();
}

void Tracer::State::headReceived()
{
    decideNext();
    if (decision->redirect.verdict == RedirectVerdict::Follow)
        exchange->readBriefly();
}

void Tracer::State::decideNext()
{
    const std::optional<Response> response = exchange->response();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Request request = exchange->request();
    if (jar)
        cookies.set = storeResponseCookies(*jar, ready.profile(), earlier, request, *response, now, isPublicSuffix);
    decision = decide(ready.profile(), {.firstUrl = firstUrl,
                                        .request = request,
                                        .contentSent = exchange->contentSent(),
                                        .response = *response,
                                        .followed = static_cast<int>(trace.hops.size()),
                                        .earlier = earlier,
                                        .jar = jar,
                                        .maxHops = wanted.maxHops,
                                        .now = now,
                                        .isPublicSuffix = isPublicSuffix});
}

void Tracer::State::exchangeFinished()
{
    Hop hop = exchange->hop();
    const std::optional<OutcomeKind> failure = exchange->failure();
    if (decision)
        hop.redirect = decision->redirect;
    hop.cookies = std::exchange(cookies, {});
    if (decision)
        cookies.sent = decision->cookies;
    earlier.append(exchange->request());
    // finished() comes from inside the exchange.
    std::exchange(exchange, nullptr)->deleteLater();
    trace.hops.append(hop);
    Q_EMIT q.hopFinished(hop);
    // Whoever listens may have canceled.
    if (ended)
        return;
    if (failure) {
        end(*failure, hop.error);
    } else if (decision->redirect.verdict != RedirectVerdict::Follow) {
        end(decision->redirect.outcome, decision->redirect.reason);
    } else {
        // send() forgets the decision.
        const Request next = *decision->next;
        continueWith(next);
    }
}

void Tracer::State::continueWith(const Request &next)
{
    if (!wanted.step) {
        send(next);
        return;
    }
    waiting = next;
    leftMs = std::max(deadline.remainingTime(), 0);
    deadline.stop();
    Q_EMIT q.paused(next);
}

/// Puts the user's request in the place of the one that waits. False: it cannot be sent.
bool Tracer::State::edit(const EditedRequest &edited)
{
    const Result<QByteArray> url = checkEditedRequest(edited, wanted.client);
    if (!url)
        return false;
    Request next{.method = edited.method, .url = *url, .body = waiting->body};
    if (edited.content) {
        wanted.content = *edited.content;
        next.body = contentBody();
    }
    next.headers.append("Host", edited.headers.first("Host").value_or(hostField(*url)));
    for (const Header &field : edited.headers.fields) {
        if (!equalsIgnoringCase(field.name, "Host"))
            next.headers.fields.append(field);
    }
    if (next.body.size > 0)
        next.headers.append("Content-Length", QByteArray::number(next.body.size));
    else if (waiting->headers.first("Content-Length") == "0")
        next.headers.append("Content-Length", "0");
    Hop &last = trace.hops.last();
    const QList<LedgerRow> ledger = ledgerWithEdits(*last.redirect, last.request, next);
    if (ledger != last.redirect->ledger) {
        last.redirect->ledger = ledger;
        Q_EMIT q.hopEdited(last);
    }
    // What the user sends is the user's: the jar does not answer for it.
    if (next.headers.all("Cookie") != waiting->headers.all("Cookie") || next.url != waiting->url)
        cookies.sent.clear();
    waiting = next;
    return true;
}

void Tracer::State::end(OutcomeKind kind, const QString &message)
{
    if (std::exchange(ended, true))
        return;
    deadline.stop();
    waiting.reset();
    trace.outcome = {kind, message};
    trace.findings = findingsOf(trace);
    network.release(number);
    Q_EMIT q.finished(trace);
}

} // namespace hopscope
