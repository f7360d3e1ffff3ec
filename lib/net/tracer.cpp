// SPDX-License-Identifier: MIT
#include "net/tracer.h"

#include "findings/findings.h"
#include "formats/session/sessionfile.h"
#include "http/url.h"
#include "net/browser/browsertracer.h"
#include "net/connectionoptions.h"
#include "net/exchange.h"
#include "net/publicsuffix.h"
#include "net/systemclock.h"
#include "redirect/client/realclients.h"
#include "redirect/edits.h"
#include "redirect/journey.h"

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

AuthWish authWishOf(const TraceRequest &request)
{
    AuthWish wish{.choice = request.auth};
    if (const qsizetype colon = request.userPassword.indexOf(':'); colon >= 0)
        wish.credentials = Credentials{request.userPassword.first(colon), request.userPassword.sliced(colon + 1)};
    return wish;
}

} // namespace

struct Tracer::State {
    State(Tracer &tracer, Network &net, const ReadyRequest &given)
        : q(tracer), network(net), ready(given), wanted(given.request)
    {
    }

    void begin();
    void runBrowser();
    Body contentBody() const;
    void send(const Request &request);
    void headReceived();
    void exchangeFinished();
    bool add(const Hop &hop);
    void goOn(bool waits);
    bool edit(const EditedRequest &edited);
    void end(const Outcome &outcome);
    void release();

    Tracer &q;
    Network &network;
    const ReadyRequest ready;
    TraceRequest wanted; ///< with the content of the request that is sent next
    ConnectionOptions options;
    bool hasTlsOptions = false;
    quint64 number = 0; ///< whose connections they are
    bool isLent = false;
    QElapsedTimer clock;
    QTimer deadline;
    int leftMs = 0; ///< of the deadline, which stands still while the user thinks
    Trace trace;
    std::optional<Journey> journey;
    Exchange *exchange = nullptr;
    BrowserTracer *browser = nullptr; ///< does it all in the place of the rest
    bool waiting = false;             ///< step mode: step() will send what is pending
    bool ended = false;
};

Tracer::Tracer(Network &network, const ReadyRequest &ready, QObject *parent, quint64 lent)
    : QObject(parent), d(std::make_unique<State>(*this, network, ready))
{
    d->number = lent;
    d->isLent = lent != 0;
    d->deadline.setSingleShot(true);
    connect(&d->deadline, &QTimer::timeout, this, [this] {
        const QString reason = u"the trace took longer than %1 seconds"_s.arg(d->wanted.timeoutMs / 1000.0);
        if (d->browser)
            d->browser->stop({OutcomeKind::Timeout, reason});
        else if (d->exchange)
            d->exchange->stop(OutcomeKind::Timeout, reason);
        else
            d->end({OutcomeKind::Timeout, reason});
    });
}

Tracer::~Tracer()
{
    // What is left of the exchanges needs the network, which outlives this tracer but not its parent.
    qDeleteAll(findChildren<Exchange *>(Qt::FindDirectChildrenOnly));
    d->release();
}

void Tracer::start()
{
    QMetaObject::invokeMethod(
        this, [this] { d->begin(); }, Qt::QueuedConnection);
}

void Tracer::step(const std::optional<EditedRequest> &edited, StepTo to)
{
    if (!d->waiting || (edited && !d->edit(*edited)))
        return;
    d->waiting = false;
    d->wanted.step = to == StepTo::Next;
    d->deadline.start(d->leftMs);
    d->send(*d->journey->pending());
}

void Tracer::cancel()
{
    if (d->ended)
        return;
    const QString reason = kCanceledError;
    if (d->browser)
        d->browser->stop({OutcomeKind::Canceled, reason});
    else if (d->exchange)
        d->exchange->stop(OutcomeKind::Canceled, reason);
    else
        d->end({OutcomeKind::Canceled, reason});
}

ClientMemory Tracer::memory() const
{
    return d->journey ? d->journey->memory() : d->ready.request.memory;
}

void Tracer::State::begin()
{
    trace.client = wanted.client;
    trace.started = QDateTime::currentDateTimeUtc();
    trace.clock = systemClock();
    clock.start();
    if (realClient(wanted.client)) {
        runBrowser();
        return;
    }
    if (!isLent)
        number = network.nextTrace();
    if (network.relay().proxy().type() == QNetworkProxy::NoProxy) {
        end({OutcomeKind::NetworkError,
             u"no port could be opened on 127.0.0.1: %1"_s.arg(network.relay().errorString())});
        return;
    }
    options = connectionOptions(wanted);
    deadline.start(wanted.timeoutMs);
    ClientMemory memory = wanted.memory;
    if (ready.jar)
        memory = merged(memory, {.jar = *ready.jar});
    const bool keepsCookies = wanted.cookies && (ready.profile().keepsCookies || wanted.cookieEngine);
    const JourneyOptions settled{.maxHops = wanted.follows ? wanted.maxHops : -1,
                                 .follows = wanted.follows,
                                 .keepsCookies = ready.jar.has_value() || keepsCookies,
                                 .keepsHsts = wanted.hsts,
                                 .auth = authWishOf(wanted),
                                 .isPublicSuffix = isPublicSuffix};
    const FirstRequest first{.method = wanted.method,
                             .url = ready.url,
                             .headers = wanted.headers,
                             .withoutFields = wanted.withoutFields,
                             .addedFields = wanted.addedFields,
                             .body = contentBody(),
                             .cookieByOption = wanted.cookieByOption,
                             .now = trace.started};
    journey.emplace(ready.profile(), first, std::move(memory), settled);
    goOn(false);
}

/// An installed browser tells only at the end what it did.
void Tracer::State::runBrowser()
{
    deadline.start(wanted.timeoutMs);
    browser = new BrowserTracer(ready, &q);
    QObject::connect(browser, &BrowserTracer::finished, &q, [this](const Trace &done) {
        for (const Hop &hop : done.hops) {
            trace.hops.append(hop);
            Q_EMIT q.hopFinished(hop);
            if (ended)
                return;
        }
        trace.findings = done.findings;
        end(done.outcome);
    });
    Q_EMIT q.progressed({.method = wanted.method, .url = ready.url, .phase = HopPhase::Starting});
    browser->start();
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
        end({OutcomeKind::InvalidLocation, u"%1 does not name a server"_s.arg(QString::fromUtf8(request.url))});
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
    exchange = new Exchange(network, target, options, request, wanted.content, wanted.bodyLimit, clock, &q);
    connect(exchange, &Exchange::headReceived, &q, [this] { headReceived(); });
    connect(exchange, &Exchange::finished, &q, [this] { exchangeFinished(); });
    const auto tell = [this, method = request.method, url = request.url](HopPhase phase) {
        Q_EMIT q.progressed({.method = method, .url = url, .phase = phase});
    };
    connect(exchange, &Exchange::entered, &q, tell);
    tell(HopPhase::Starting);
    exchange->start();
}

void Tracer::State::headReceived()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (journey->headArrived(exchange->request(), exchange->contentSent(), *exchange->response(), now))
        exchange->readBriefly();
}

void Tracer::State::exchangeFinished()
{
    const Hop hop = journey->complete(exchange->hop(), exchange->failure(), QDateTime::currentDateTimeUtc());
    // finished() comes from inside the exchange.
    std::exchange(exchange, nullptr)->deleteLater();
    if (add(hop))
        goOn(wanted.step);
}

/// False: whoever listens has canceled.
bool Tracer::State::add(const Hop &hop)
{
    trace.hops.append(hop);
    Q_EMIT q.hopFinished(hop);
    return !ended;
}

/// Shows what the client answered by itself, and then sends what is pending, or waits for step().
void Tracer::State::goOn(bool waits)
{
    for (const Hop &hop : journey->takeOwnHops()) {
        if (!add(hop))
            return;
    }
    if (!journey->pending()) {
        end(journey->outcome());
        return;
    }
    if (!waits) {
        send(*journey->pending());
        return;
    }
    waiting = true;
    leftMs = std::max(deadline.remainingTime(), 0);
    deadline.stop();
    Q_EMIT q.paused(*journey->pending());
}

/// Puts the user's request in the place of the one that waits. False: it cannot be sent.
bool Tracer::State::edit(const EditedRequest &edited)
{
    const Result<QByteArray> url = checkEditedRequest(edited, wanted.client);
    if (!url)
        return false;
    const Request planned = *journey->pending();
    Request next{.method = edited.method, .url = *url, .body = planned.body};
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
    else if (planned.headers.first("Content-Length") == "0")
        next.headers.append("Content-Length", "0");
    Hop &last = trace.hops.last();
    const QList<LedgerRow> ledger = ledgerWithEdits(*last.redirect, last.request, next);
    if (ledger != last.redirect->ledger) {
        last.redirect->ledger = ledger;
        Q_EMIT q.hopEdited(last);
    }
    journey->replacePending(next);
    return true;
}

void Tracer::State::release()
{
    if (!isLent)
        network.release(number);
}

void Tracer::State::end(const Outcome &outcome)
{
    if (std::exchange(ended, true))
        return;
    deadline.stop();
    waiting = false;
    trace.outcome = outcome;
    if (!browser)
        trace.findings = findingsOf(trace);
    release();
    Q_EMIT q.finished(trace);
}

} // namespace hopscope
