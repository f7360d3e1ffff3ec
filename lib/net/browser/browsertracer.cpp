// SPDX-License-Identifier: MIT
#include "net/browser/browsertracer.h"

#include "net/browser/browserjudge.h"
#include "net/browser/chromiumdriver.h"
#include "net/browser/firefoxdriver.h"
#include "net/browser/installedclient.h"
#include "net/program/programdriver.h"
#include "net/publicsuffix.h"

#include <QFile>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// A body goes to the browser in one message, and to a program in one file.
constexpr qint64 kMaxBrowserBody = 16 * 1024 * 1024;

/// Options that a browser has no use for, one sentence each.
QStringList unusedOptions(const ReadyRequest &ready, BrowserWay way)
{
    const TraceRequest &request = ready.request;
    struct Row {
        bool isGiven;
        const char16_t *sentence;
    };
    const Row rows[] = {
        {request.maxHops >= 0, u"The maximum of redirects is not used: the browser follows as many as it does."},
        {!request.follows, u"The browser followed the redirects all the same: it cannot stop at the first."},
        {!request.cookies, u"The browser keeps cookies all the same, in its empty profile."},
        {ready.jar.has_value() || request.memory != ClientMemory(),
         u"Cookies, HSTS and stored redirects of earlier visits are not used: the browser's profile is empty."},
        {!request.userPassword.isEmpty(), u"User name and password are not used: the browser would ask for them."},
        {!request.proxy.userName().isEmpty(), u"The proxy's user name and password are not used."},
        {request.step, u"The browser did not stop before each request: it cannot be stepped."},
        {!request.certificateFile.isEmpty(), u"The client certificate is not used: the browser has its own store."},
    };
    QStringList notes;
    for (const Row &row : rows) {
        if (row.isGiven)
            notes.append(QString::fromUtf16(row.sentence));
    }
    Headers headers = request.headers;
    if (const QStringList names = takeUnsettableFields(headers, way); !names.isEmpty())
        notes.append(
            way == BrowserWay::Fetch
                ? u"A page's script cannot set %1: the browser sends its own, or none."_s.arg(names.join(u", "_s))
                : u"An address and a form have no fields of the user: %1 is not sent."_s.arg(names.join(u", "_s)));
    return notes;
}

/// The content as bytes; the error says why it cannot be used.
Result<ReadyRequest> withContent(ReadyRequest ready)
{
    RequestContent &content = ready.request.content;
    if (!content.file.isEmpty()) {
        QFile file(content.file);
        if (!file.open(QIODevice::ReadOnly))
            return Result<ReadyRequest>::failure(u"The body file %1 cannot be read (%2): check its permissions."_s.arg(
                content.file, file.errorString()));
        content = {file.read(kMaxBrowserBody + 1), {}};
    }
    if (content.bytes.size() > kMaxBrowserBody)
        return Result<ReadyRequest>::failure(
            u"A body for an installed client can have at most %1 MiB: send a smaller one."_s.arg(kMaxBrowserBody /
                                                                                                 (1024 * 1024)));
    return ready;
}

} // namespace

QString predictorOf(const TraceRequest &request)
{
    const RealClient *client = realClient(request.client);
    if (!client)
        return request.client;
    return isBrowser(*client) ? predictorOf(request.client, wayOf(request))
                              : programPlan(*client, {.request = request, .url = request.url.toUtf8()}).predictor;
}

struct BrowserTracer::State {
    ReadyRequest ready;
    QString predictor;
    FirstRequest wish;
    RunLimits limits;
    QStringList notes;
    QDateTime started;
    std::unique_ptr<BrowserDriver> driver;
    bool ended = false;

    void prepareBrowser(const RealClient &client, const QString &program)
    {
        const BrowserWay way = wayOf(ready.request);
        predictor = predictorOf(ready.request.client, way);
        takeUnsettableFields(wish.headers, way);
        // Of the page that the request comes from; that of a form has no URL in Firefox.
        if (way == BrowserWay::Fetch || (way == BrowserWay::Form && client.kind == RealKind::Chromium)) {
            wish.headers.append("Referer", startUrl(ready));
            wish.addedFields.append("Referer");
        }
        wish.jar = CookieJar();
        notes = unusedOptions(ready, way);
        if (client.kind == RealKind::Chromium)
            driver = std::make_unique<ChromiumDriver>(program, ready);
        else
            driver = std::make_unique<FirefoxDriver>(program, ready);
    }

    void prepareProgram(const RealClient &client, const QString &program)
    {
        const ProgramPlan plan = programPlan(client, ready);
        predictor = plan.predictor;
        wish.headers = plan.fields;
        wish.withoutFields = plan.withoutFields;
        wish.userPassword = plan.userPassword;
        wish.cookieByOption = ready.request.cookieByOption;
        if (findClient(predictor)->keepsCookies)
            wish.jar = CookieJar();
        limits = plan.limits;
        notes = plan.notes;
        driver = std::make_unique<ProgramDriver>(client, program, ready, plan);
    }

    void prepare(const RealClient &client, const QString &program)
    {
        const TraceRequest &request = ready.request;
        wish = {.method = request.method,
                .url = ready.url,
                .headers = request.headers,
                .body = bodyOf(request.content.bytes, request.bodyLimit),
                .now = started,
                .isPublicSuffix = isPublicSuffix};
        if (isBrowser(client))
            prepareBrowser(client, program);
        else
            prepareProgram(client, program);
    }

    Trace trace(const std::optional<Outcome> &outcome) const
    {
        BrowserRun run = driver ? driver->run() : BrowserRun();
        if (!run.started.isValid())
            run.started = started;
        run.notes += notes;
        if (outcome) {
            run.end = *outcome;
            if (!run.hops.isEmpty() && !run.hops.constLast().hop.response)
                run.hops.last().hop.error = outcome->message;
        }
        const QString &client = ready.request.client;
        return judgedRun(client, *findClient(predictor.isEmpty() ? realClient(client)->page : predictor), wish, run,
                         limits);
    }
};

BrowserTracer::BrowserTracer(const ReadyRequest &ready, QObject *parent) : QObject(parent), d(std::make_unique<State>())
{
    d->ready = ready;
}

BrowserTracer::~BrowserTracer() = default;

void BrowserTracer::start()
{
    d->started = QDateTime::currentDateTimeUtc();
    const RealClient &client = *realClient(d->ready.request.client);
    const Result<QString> program = programOf(client);
    const Result<ReadyRequest> ready = withContent(d->ready);
    if (!program || !ready) {
        const QString why = program ? ready.error : program.error;
        QMetaObject::invokeMethod(
            this, [this, why] { stop({.kind = OutcomeKind::Canceled, .message = why, .refused = true}); },
            Qt::QueuedConnection);
        return;
    }
    d->ready = *ready;
    d->prepare(client, *program);
    const auto tell = [this] {
        if (std::exchange(d->ended, true))
            return;
        const Trace trace = d->trace({});
        d->driver.reset();
        Q_EMIT finished(trace);
    };
    connect(d->driver.get(), &BrowserDriver::finished, this, tell, Qt::QueuedConnection);
    d->driver->start();
}

void BrowserTracer::stop(const Outcome &outcome)
{
    if (std::exchange(d->ended, true))
        return;
    if (d->driver)
        d->driver->giveUp();
    const Trace trace = d->trace(outcome);
    d->driver.reset();
    Q_EMIT finished(trace);
}

} // namespace hopscope
