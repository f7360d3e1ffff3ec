// SPDX-License-Identifier: MIT
#include "net/program/programdriver.h"

#include "net/browser/installedclient.h"
#include "net/connectionoptions.h"
#include "net/program/programscripts.h"
#include "net/watch/watchenvironment.h"
#include "net/watch/watchjoiner.h"
#include "text/wholefile.h"

#include <QDir>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMicrosecondsPerMs = 1000;

} // namespace

ProgramDriver::ProgramDriver(const RealClient &client, const QString &program, const ReadyRequest &ready,
                             const ProgramPlan &plan, QObject *parent)
    : BrowserDriver(parent), m_client(client), m_program(program), m_ready(ready), m_plan(plan)
{
    connect(&m_process, &QProcess::finished, this, &ProgramDriver::programEnded);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail({OutcomeKind::NetworkError,
                  u"%1 cannot be started (%2): check its permissions."_s.arg(m_program, m_process.errorString())});
    });
    connect(&m_version, &QProcess::finished, this, [this] {
        m_versionText = versionIn(m_version.readAllStandardOutput());
        tellIfOver();
    });
}

ProgramDriver::~ProgramDriver()
{
    m_process.disconnect(this);
    m_version.disconnect(this);
    m_process.endGroup();
    if (m_version.state() != QProcess::NotRunning) {
        m_version.kill();
        m_version.waitForFinished();
    }
    if (m_proxy)
        m_proxy->disconnect(this);
}

void ProgramDriver::start()
{
    if (const QString fault = prepare(); !fault.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this, fault] { fail({.kind = OutcomeKind::Canceled, .message = fault, .refused = true}); },
            Qt::QueuedConnection);
        return;
    }
    const QProcessEnvironment system = QProcessEnvironment::systemEnvironment();
    const WatchAddress address{m_proxy->port(), m_proxy->user(), m_proxy->password()};
    QProcessEnvironment environment =
        watchEnvironment(watchVariables(address, m_trust ? &*m_trust : nullptr, system), system);
    // With it Node.js 24 connects by a class that takes no function for that.
    environment.remove(u"NODE_USE_ENV_PROXY"_s);
    // Its settings are those that the plan has.
    environment.remove(u"WGETRC"_s);
    if (m_trust && m_client.kind == RealKind::Wget)
        m_plan.arguments.prepend(u"--ca-certificate="_s + m_trust->bundle);
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(m_folder.path());
    m_version.setProcessEnvironment(system);
    m_version.start(m_program, versionArguments(m_client), QIODevice::ReadOnly);
    m_process.begin(m_program, m_plan.arguments);
}

QString ProgramDriver::prepare()
{
    if (!m_folder.isValid())
        return u"No folder for %1 could be made: %2."_s.arg(QString::fromUtf8(m_client.name), m_folder.errorString());
    for (const ProgramFile &each : m_plan.files) {
        WholeFile file(m_folder.filePath(each.name), FileAccess::OwnerOnly);
        if (!file.open() || !file.write(each.content))
            return u"The request could not be written for %1: %2."_s.arg(QString::fromUtf8(m_client.name),
                                                                         file.errorString());
    }
    WatchOptions options{.connection = connectionOptions(m_ready.request),
                         .tls = [ready = m_ready] { return tlsConfiguration(ready); },
                         .bodyLimit = m_ready.request.bodyLimit};
    if (m_ready.request.opensTls) {
        const Result<TrustFiles> trust = trustFilesIn(trustFolder(), QProcessEnvironment::systemEnvironment());
        if (!trust)
            return u"The https of %1 cannot be opened: %2."_s.arg(QString::fromUtf8(m_client.name), trust.error);
        m_trust = *trust;
        options.authority = std::make_shared<const Authority>(trust->authority);
    }
    m_proxy = std::make_unique<WatchProxy>(options);
    connect(m_proxy.get(), &WatchProxy::began, this, [this](quint64 exchange) { m_underWay.insert(exchange); });
    connect(m_proxy.get(), &WatchProxy::ended, this, &ProgramDriver::take);
    const QString fault = m_proxy->listen();
    return fault.isEmpty() ? QString() : u"No port could be opened on 127.0.0.1: %1."_s.arg(fault);
}

void ProgramDriver::take(quint64 exchange, const WatchedExchange &record)
{
    m_underWay.erase(exchange);
    m_exchanges[exchange] = record;
    tellIfOver();
}

/// The last line of what the program says.
QString ProgramDriver::complaint()
{
    return m_process.lastOutput().section(u'\n', -1).trimmed();
}

void ProgramDriver::programEnded()
{
    const QString name = QString::fromUtf8(m_client.name);
    const int code = m_process.exitCode();
    const bool hasCrashed = m_process.exitStatus() == QProcess::CrashExit;
    const QString said = complaint();
    // What it has started would keep connections open.
    m_process.endGroup();
    m_isOver = true;
    if (!hasCrashed && code == kNoLibraryCode && m_exchanges.empty() && m_underWay.empty()) {
        fail({.kind = OutcomeKind::Canceled, .message = notInstalledText(m_client), .refused = true});
        return;
    }
    if (hasCrashed || code != 0)
        m_failure = (hasCrashed ? u"%1 was ended by signal %2"_s : u"%1 ended with status %2"_s)
                        .arg(name, QString::number(code)) +
                    (said.isEmpty() ? u"."_s : u": %1"_s.arg(said));
    if (hasCrashed)
        m_end = Outcome{OutcomeKind::NetworkError, m_failure};
    tellIfOver();
}

/// When the program has ended, and all of what it sent.
void ProgramDriver::tellIfOver()
{
    if (m_isTold || !m_isOver || !m_underWay.empty() || m_version.state() != QProcess::NotRunning)
        return;
    m_isTold = true;
    Q_EMIT finished();
}

void ProgramDriver::fail(const Outcome &end)
{
    m_end = end;
    if (!std::exchange(m_isTold, true))
        Q_EMIT finished();
}

void ProgramDriver::giveUp()
{
    m_isTold = true;
    m_process.disconnect(this);
    m_process.endGroup();
    if (m_proxy)
        m_proxy->close();
}

BrowserRun ProgramDriver::run() const
{
    const QString name = QString::fromUtf8(m_client.name);
    BrowserRun run{.browser = m_versionText.isEmpty() ? name : name + u' ' + m_versionText, .failure = m_failure};
    bool isOpened = false;
    for (const auto &[number, exchange] : m_exchanges) {
        BrowserHop each{.hop = exchange.recorded.hop,
                        .cause = run.hops.isEmpty() ? BrowserCause::Start : BrowserCause::Redirect,
                        .isOpaque = exchange.isOpaque};
        if (each.isOpaque && each.hop.response)
            each.hop.redirect = tunnelRedirect();
        isOpened = isOpened || (!each.isOpaque && each.hop.request.url.startsWith("https:"));
        if (run.hops.isEmpty())
            run.started =
                QDateTime::fromMSecsSinceEpoch(exchange.recorded.start.value_or(0) / kMicrosecondsPerMs, Qt::UTC);
        run.hops.append(each);
    }
    if (isOpened)
        run.notes.append(u"Hopscope opened the https of %1 with an authority of its own, of which only this run was "
                         "told. The certificates of servers were verified as ever."_s.arg(name));
    if (!m_failure.isEmpty())
        run.notes.append(m_failure);
    if (m_end) {
        run.end = *m_end;
    } else if (m_exchanges.empty()) {
        run.end = {OutcomeKind::NetworkError,
                   m_failure.isEmpty() ? u"%1 ended without sending a request."_s.arg(name) : m_failure};
    } else if (const WatchedExchange &last = m_exchanges.rbegin()->second; last.failure) {
        run.end = {*last.failure, last.recorded.hop.error};
    }
    return run;
}

} // namespace hopscope
