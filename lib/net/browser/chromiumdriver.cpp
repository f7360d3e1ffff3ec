// SPDX-License-Identifier: MIT
#include "net/browser/chromiumdriver.h"

#include "net/browser/chromiumflags.h"
#include "redirect/journey.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kStartLimitMs = 30'000;
/// How long a loaded page may do nothing before the chain is over.
constexpr int kSettleMs = 400;
/// A page that asks for another one later than that is not waited for.
constexpr double kMaxPageDelayS = 10;
constexpr qsizetype kMaxPostBytes = 64 * 1024 * 1024;

} // namespace

ChromiumDriver::ChromiumDriver(const QString &program, const ReadyRequest &ready, QObject *parent)
    : BrowserDriver(parent),
      m_program(program),
      m_ready(ready),
      m_way(wayOf(ready.request)),
      m_record(m_way != BrowserWay::Fetch, ready.request.content.bytes, ready.request.bodyLimit)
{
    m_settling.setSingleShot(true);
    m_settling.setInterval(kSettleMs);
    connect(&m_settling, &QTimer::timeout, this, &ChromiumDriver::end);
    m_starting.setSingleShot(true);
    m_starting.setInterval(kStartLimitMs);
    connect(&m_starting, &QTimer::timeout, this,
            [this] { fail(u"Chromium did not answer within %1 seconds."_s.arg(kStartLimitMs / 1000)); });
    connect(&m_pipe, &ChromiumPipe::received, this, &ChromiumDriver::receive);
    connect(&m_pipe, &ChromiumPipe::ended, this, [this](const QString &output) {
        fail(output.isEmpty() ? u"Chromium ended by itself."_s : u"Chromium ended by itself: %1"_s.arg(output));
    });
}

void ChromiumDriver::start()
{
    if (!m_profile.isValid()) {
        const QString why = u"No folder for an empty profile could be made: %1."_s.arg(m_profile.errorString());
        QMetaObject::invokeMethod(
            this, [this, why] { fail(why); }, Qt::QueuedConnection);
        return;
    }
    m_starting.start();
    m_notes = chromiumNotes();
    if (const QString fault = m_pipe.start(m_program, chromiumFlags(m_ready, m_profile.path())); !fault.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this, fault] { fail(fault); }, Qt::QueuedConnection);
        return;
    }
    send(u"Browser.getVersion"_s, {}, [this](const ProtocolValue &result) {
        m_version = result["product"].text().section(u'/', -1);
        prepareTab();
    });
}

BrowserRun ChromiumDriver::run() const
{
    BrowserRun run = m_record.run(m_version.isEmpty() ? u"Chromium"_s : u"Chromium %1"_s.arg(m_version));
    run.notes = m_notes;
    if (!m_failure.isEmpty())
        run.end = {OutcomeKind::NetworkError, m_failure};
    return run;
}

void ChromiumDriver::send(const QString &method, const QJsonObject &parameters, const Answer &answer)
{
    QJsonObject message{{u"id"_s, ++m_lastId}, {u"method"_s, method}, {u"params"_s, parameters}};
    if (!m_session.isEmpty())
        message.insert(u"sessionId"_s, m_session);
    if (answer)
        m_answers.insert(m_lastId, answer);
    m_pipe.send(QJsonDocument(message).toJson(QJsonDocument::Compact));
}

void ChromiumDriver::receive(const QByteArray &text)
{
    const ProtocolMessage message(text);
    const ProtocolValue root = message.root();
    if (m_hasEnded || !root.exists())
        return;
    if (!root["id"].exists()) {
        receiveEvent(root);
        return;
    }
    if (const Answer answer = m_answers.take(root["id"].integer()))
        answer(root["result"]);
}

void ChromiumDriver::receiveEvent(const ProtocolValue &message)
{
    const QByteArray method = message["method"].bytes();
    const ProtocolValue parameters = message["params"];
    if (method == "Fetch.requestPaused") {
        answerStartPage(parameters["requestId"].text());
    } else if (m_isOpening && method == "Page.loadEventFired") {
        m_isOpening = false;
        // Its answer comes behind all that the start page has caused.
        send(u"Fetch.disable"_s, {}, [this](const ProtocolValue &) { begin(); });
    } else if (m_isRecording) {
        m_record.add(message);
        followPage(method, parameters);
    }
}

void ChromiumDriver::prepareTab()
{
    send(u"Browser.setDownloadBehavior"_s, {{u"behavior"_s, u"deny"_s}, {u"eventsEnabled"_s, true}});
    send(u"Target.createTarget"_s, {{u"url"_s, u"about:blank"_s}}, [this](const ProtocolValue &made) {
        m_tab = made["targetId"].text();
        send(u"Target.attachToTarget"_s, {{u"targetId"_s, m_tab}, {u"flatten"_s, true}},
             [this](const ProtocolValue &attached) {
                 m_session = attached["sessionId"].text();
                 send(u"Network.enable"_s, {{u"maxPostDataSize"_s, kMaxPostBytes}});
                 send(u"Inspector.enable"_s);
                 send(u"Page.enable"_s, {}, [this](const ProtocolValue &) {
                     m_starting.stop();
                     if (m_way == BrowserWay::Address)
                         begin();
                     else
                         openStartPage();
                 });
             });
    });
}

/// The page comes from here, so that the server sees nothing of it.
void ChromiumDriver::openStartPage()
{
    m_isOpening = true;
    send(u"Fetch.enable"_s, {{u"patterns"_s, QJsonArray{QJsonObject{{u"urlPattern"_s, u"*"_s}}}}});
    send(u"Page.navigate"_s, {{u"url"_s, QString::fromUtf8(startUrl(m_ready))}});
}

void ChromiumDriver::answerStartPage(const QString &id)
{
    const QJsonObject type{{u"name"_s, u"Content-Type"_s}, {u"value"_s, u"text/html"_s}};
    send(u"Fetch.fulfillRequest"_s, {{u"requestId"_s, id},
                                     {u"responseCode"_s, 200},
                                     {u"responseHeaders"_s, QJsonArray{type}},
                                     {u"body"_s, QString::fromLatin1(startPage(m_ready, m_way).toBase64())}});
}

void ChromiumDriver::begin()
{
    m_isRecording = true;
    if (m_way == BrowserWay::Address) {
        send(u"Page.navigate"_s, {{u"url"_s, QString::fromUtf8(m_ready.url)}});
        return;
    }
    send(u"Runtime.evaluate"_s,
         {{u"expression"_s, QString::fromUtf8(startScript(m_ready, m_way))},
          {u"awaitPromise"_s, m_way == BrowserWay::Fetch},
          {u"returnByValue"_s, true}},
         [this](const ProtocolValue &result) {
             // What fetch() refuses by itself sends nothing.
             const ProtocolValue value = result["result"]["value"];
             if (m_way == BrowserWay::Fetch && m_record.currentId().isEmpty())
                 fail(u"Chromium sends no such request from a page: %1."_s.arg(
                     value.text().isEmpty() ? result["exceptionDetails"]["text"].text() : value.text()));
         });
}

void ChromiumDriver::followPage(const QByteArray &method, const ProtocolValue &parameters)
{
    const bool isCurrent = !m_record.currentId().isEmpty() && parameters["requestId"].bytes() == m_record.currentId();
    const bool isTab = parameters["frameId"].text() == m_tab;
    if (method == "Inspector.targetCrashed") {
        end();
    } else if (method == "Network.loadingFailed" && isCurrent) {
        // What Chromium takes for a download is said behind it.
        m_settling.start();
    } else if (method == "Network.loadingFinished" && isCurrent) {
        readContent();
    } else if (method == "Network.requestWillBeSent" && isCurrent) {
        m_isExpecting = false;
        m_settling.stop();
        if (m_record.pageCount() > kMaxRefreshes) {
            m_notes.append(u"Hopscope ended Chromium here: it follows at most %1 pages that ask for another one."_s.arg(
                kMaxRefreshes));
            end();
        }
    } else if (method == "Page.frameScheduledNavigation" && isTab) {
        const double delay = parameters["delay"].number();
        m_isExpecting = delay <= kMaxPageDelayS;
        if (!m_isExpecting)
            m_notes.append(u"The page asks for %1 after %2 seconds. Hopscope waits for at most %3 seconds."_s.arg(
                parameters["url"].text(), QString::number(delay), QString::number(kMaxPageDelayS)));
    } else if (method == "Page.frameClearedScheduledNavigation" && isTab) {
        m_isExpecting = false;
    } else if (method == "Page.frameStoppedLoading" && isTab) {
        pageIsDone();
    }
}

void ChromiumDriver::readContent()
{
    send(u"Network.getResponseBody"_s, {{u"requestId"_s, QString::fromUtf8(m_record.currentId())}},
         [this, id = m_record.currentId()](const ProtocolValue &result) {
             const QByteArray body = result["body"].bytes();
             if (id == m_record.currentId() && result["body"].exists())
                 m_record.addContent(result["base64Encoded"].isTrue() ? QByteArray::fromBase64(body) : body);
             if (m_way == BrowserWay::Fetch)
                 end();
         });
}

void ChromiumDriver::pageIsDone()
{
    if (m_way != BrowserWay::Fetch && !m_isExpecting)
        m_settling.start();
}

void ChromiumDriver::end()
{
    m_settling.stop();
    m_starting.stop();
    if (!std::exchange(m_hasEnded, true))
        Q_EMIT finished();
}

void ChromiumDriver::fail(const QString &why)
{
    if (m_hasEnded)
        return;
    m_failure = why;
    end();
}

} // namespace hopscope
