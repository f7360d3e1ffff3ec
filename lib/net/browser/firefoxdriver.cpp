// SPDX-License-Identifier: MIT
#include "net/browser/firefoxdriver.h"

#include "net/browser/firefoxpreferences.h"
#include "net/browser/firefoxscript.h"
#include "redirect/journey.h"

#include <QFile>
#include <QJsonArray>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kFirefoxStartLimitMs = 60'000;
constexpr int kLookMs = 50;
/// How long a loaded page may do nothing before the chain is over.
constexpr int kQuietMs = 500;
/// A page that asks for another one later than that is not waited for.
constexpr int kMaxExpectedS = 10;
/// What comes on top of the time after which a page goes on.
constexpr int kPageGraceMs = 2'000;
/// How long a script may take until its request is seen.
constexpr int kNothingMs = 5'000;
constexpr int kMaxStartTries = 100;
constexpr int kMaxKeptBytes = 64 * 1024 * 1024;
constexpr int kManualProxy = 1;
constexpr int kSocksProxy = 2;
constexpr int kSystemProxy = 5;

constexpr const char *kDrivenPreferences = R"(user_pref("marionette.port", 0);
user_pref("browser.download.folderList", 2);
user_pref("browser.download.always_ask_before_handling_new_types", false);
)";

/// Nothing listens there (RFC 863): until the observer stands, it keeps Firefox from the network.
constexpr quint16 kNoProxyPort = 9;

QJsonArray observerArguments(const ReadyRequest &ready)
{
    const QUrl &proxy = ready.request.proxy;
    const bool isSocks = proxy.scheme().startsWith("socks"_L1);
    const int type = proxy.isEmpty() ? kSystemProxy : proxy.host().isEmpty() ? 0 : isSocks ? kSocksProxy : kManualProxy;
    QJsonArray hosts;
    for (const HostOverride &each : ready.request.overrides)
        hosts.append(QJsonArray{each.host, each.address.toString()});
    QJsonArray authorities;
    for (const QSslCertificate &each : ready.authorities)
        authorities.append(QString::fromLatin1(each.toDer().toBase64()));
    return {type, proxy.host(), proxy.port(0), hosts, authorities, kMaxKeptBytes};
}

QJsonObject scriptCall(const QString &script, const QJsonArray &arguments)
{
    return {{u"script"_s, script}, {u"args"_s, arguments}};
}

QString noScriptText(const QString &error)
{
    return u"Firefox could not run a script: %1"_s.arg(error);
}

} // namespace

FirefoxDriver::FirefoxDriver(const QString &program, const ReadyRequest &ready, QObject *parent)
    : BrowserDriver(parent),
      m_program(program),
      m_ready(ready),
      m_way(wayOf(ready.request)),
      m_record(m_way != BrowserWay::Fetch, ready.request.content.bytes, ready.request.bodyLimit)
{
    m_starting.setSingleShot(true);
    m_starting.setInterval(kFirefoxStartLimitMs);
    connect(&m_starting, &QTimer::timeout, this,
            [this] { fail(u"Firefox did not answer within %1 seconds."_s.arg(kFirefoxStartLimitMs / 1000)); });
    m_polling.setInterval(kLookMs);
    m_polling.setSingleShot(true);
    connect(&m_polling, &QTimer::timeout, this, [this] { m_isConnected ? poll() : lookForPort(); });
    connect(&m_marionette, &Marionette::ready, this, &FirefoxDriver::openSession);
    connect(&m_marionette, &Marionette::failed, this,
            [this](const QString &why) { fail(u"The connection to Firefox broke: %1."_s.arg(why)); });
    const auto ended = [this] {
        const QString output = m_process.lastOutput();
        fail(output.isEmpty() ? u"Firefox ended by itself."_s : u"Firefox ended by itself: %1"_s.arg(output));
    };
    connect(&m_process, &QProcess::finished, this, ended);
    connect(&m_process, &QProcess::errorOccurred, this, [ended](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            ended();
    });
}

FirefoxDriver::~FirefoxDriver()
{
    m_process.disconnect(this);
    m_marionette.disconnect(this);
    m_process.endGroup();
}

void FirefoxDriver::start()
{
    m_starting.start();
    m_notes = {u"Firefox tells fields and not bytes: the heads are as Firefox read them."_s,
               u"Firefox does not say which cookies it refused or withheld; what is said about Set-Cookie is what its "
               "profile predicts."_s};
    if (m_way != BrowserWay::Address)
        m_notes.append(
            u"The page that the request comes from is an empty one of that origin, without a URL of its own."_s);
    QFile preferences(m_profile.filePath(u"user.js"_s));
    QByteArray text = kDrivenPreferences + firefoxPreferences(kNoProxyPort);
    text += "user_pref(\"browser.download.dir\", \"" + m_profile.path().toUtf8() + "\");\n";
    if (!preferences.open(QIODevice::WriteOnly) || preferences.write(text) != text.size()) {
        const QString why = u"No folder for an empty profile could be made: %1."_s.arg(preferences.errorString());
        QMetaObject::invokeMethod(
            this, [this, why] { fail(why); }, Qt::QueuedConnection);
        return;
    }
    preferences.close();
    m_process.begin(m_program, {u"--headless"_s, u"--marionette"_s, u"--remote-allow-system-access"_s, u"--no-remote"_s,
                                u"--profile"_s, m_profile.path()});
    m_polling.start();
}

BrowserRun FirefoxDriver::run() const
{
    BrowserRun run = m_record.run(m_version.isEmpty() ? u"Firefox"_s : u"Firefox %1"_s.arg(m_version));
    run.notes = m_notes;
    if (!m_failure.isEmpty())
        run.end = {OutcomeKind::NetworkError, m_failure};
    return run;
}

/// Firefox writes the port that it has chosen into its profile.
void FirefoxDriver::lookForPort()
{
    QFile file(m_profile.filePath(u"MarionetteActivePort"_s));
    const quint16 port = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toUShort() : quint16(0);
    if (port == 0) {
        m_polling.start();
        return;
    }
    m_isConnected = true;
    m_marionette.connectTo(port);
}

void FirefoxDriver::openSession()
{
    const QJsonObject capabilities{{u"acceptInsecureCerts"_s, m_ready.request.insecure},
                                   {u"pageLoadStrategy"_s, u"none"_s}};
    m_marionette.call(u"WebDriver:NewSession"_s, capabilities,
                      [this](const ProtocolValue &result, const QString &error) {
                          if (!error.isEmpty()) {
                              fail(u"Firefox refused a session: %1"_s.arg(error));
                              return;
                          }
                          m_version = result["capabilities"]["browserVersion"].text();
                          observe();
                      });
}

void FirefoxDriver::inContext(const QString &context, const std::function<void()> &then)
{
    m_marionette.call(u"Marionette:SetContext"_s, {{u"value"_s, context}},
                      [this, then](const ProtocolValue &, const QString &error) {
                          if (error.isEmpty())
                              then();
                          else
                              fail(u"Firefox refused to be watched: %1"_s.arg(error));
                      });
}

void FirefoxDriver::execute(const QString &script, const QJsonArray &arguments,
                            const std::function<void(const ProtocolValue &value)> &then)
{
    m_marionette.call(u"WebDriver:ExecuteScript"_s, scriptCall(script, arguments),
                      [this, then](const ProtocolValue &result, const QString &error) {
                          if (error.isEmpty())
                              then(result["value"]);
                          else
                              fail(noScriptText(error));
                      });
}

void FirefoxDriver::observe()
{
    inContext(u"chrome"_s, [this] {
        execute(firefoxObserver(), observerArguments(m_ready), [this](const ProtocolValue &version) {
            m_version = version.text();
            m_starting.stop();
            begin();
        });
    });
}

void FirefoxDriver::begin()
{
    if (m_way == BrowserWay::Address) {
        inContext(u"content"_s, [this] {
            m_marionette.call(u"WebDriver:Navigate"_s, {{u"url"_s, QString::fromUtf8(m_ready.url)}},
                              [this](const ProtocolValue &, const QString &error) {
                                  if (!error.isEmpty())
                                      m_notes.append(u"Firefox says: %1"_s.arg(error));
                                  m_quiet.start();
                                  inContext(u"chrome"_s, [this] { poll(); });
                              });
        });
        return;
    }
    const QString origin = QString::fromUtf8(startUrl(m_ready)).chopped(1);
    execute(firefoxStartPage(), {origin},
            [this](const ProtocolValue &) { inContext(u"content"_s, [this] { runScript(); }); });
}

/// The page is there as soon as it has its origin.
void FirefoxDriver::runScript()
{
    const QString origin = QString::fromUtf8(startUrl(m_ready)).chopped(1);
    QString script = QString::fromUtf8(startScript(m_ready, m_way));
    if (m_way == BrowserWay::Form)
        script = u"document.documentElement.innerHTML = new TextDecoder().decode(Uint8Array.from(atob(\"%1\"), "
                 "c => c.charCodeAt(0))); %2"_s.arg(QString::fromLatin1(startPage(m_ready, m_way).toBase64()), script);
    const auto ran = [this](const ProtocolValue &result, const QString &error) {
        // In the page that is just being replaced nothing can be run any more.
        const bool isGone = error.contains("evalInSandbox"_L1);
        if (!error.isEmpty() && !isGone) {
            fail(noScriptText(error));
        } else if (result["value"].isTrue()) {
            m_quiet.start();
            inContext(u"chrome"_s, [this] { poll(); });
        } else if (++m_tries < kMaxStartTries) {
            QTimer::singleShot(kLookMs, this, &FirefoxDriver::runScript);
        } else {
            fail(u"Firefox does not show a page of the origin that the request comes from."_s);
        }
    };
    m_marionette.call(u"WebDriver:ExecuteScript"_s, scriptCall(firefoxRunInPage(), {origin, script}), ran);
}

void FirefoxDriver::poll()
{
    if (m_hasEnded)
        return;
    execute(firefoxPoll(), {}, [this](const ProtocolValue &value) { takeNotes(value.bytes()); });
}

void FirefoxDriver::takeNotes(const QByteArray &json)
{
    const ProtocolMessage notes(json);
    const QList<ProtocolValue> events = notes.root()["events"].items();
    for (const ProtocolValue &event : events)
        m_record.add(event);
    const bool isBusy = m_way != BrowserWay::Fetch && notes.root()["busy"].isTrue();
    if (!events.isEmpty() || isBusy)
        m_quiet.restart();
    if (m_record.pageCount() > kMaxRefreshes) {
        m_notes.append(
            u"Hopscope ended Firefox here: it follows at most %1 pages that ask for another one."_s.arg(kMaxRefreshes));
        end();
        return;
    }
    const int expected = m_record.expectedPage();
    const bool isExpected = expected >= 0 && expected <= kMaxExpectedS;
    const int wait = isExpected ? expected * 1000 + kPageGraceMs : kQuietMs;
    if (m_record.isOver() && m_quiet.elapsed() >= wait) {
        if (expected > kMaxExpectedS)
            m_notes.append(u"The page asks for another one after %1 seconds. Hopscope waits for at most %2 seconds."_s
                               .arg(expected)
                               .arg(kMaxExpectedS));
        end();
        return;
    }
    if (m_record.isEmpty() && m_quiet.elapsed() >= kNothingMs) {
        fail(u"Firefox sent nothing: it refuses this request by itself."_s);
        return;
    }
    m_polling.start();
}

void FirefoxDriver::end()
{
    m_starting.stop();
    m_polling.stop();
    if (!std::exchange(m_hasEnded, true))
        Q_EMIT finished();
}

void FirefoxDriver::fail(const QString &why)
{
    if (m_hasEnded)
        return;
    m_failure = why;
    end();
}

} // namespace hopscope
