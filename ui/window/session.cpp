// SPDX-License-Identifier: MIT
#include "ui/window/session.h"

#include "net/resolvedrequest.h"
#include "ui/history/historystore.h"
#include "ui/history/runagain.h"
#include "ui/request/clientstore.h"
#include "ui/saved/collectionstore.h"
#include "ui/window/tabstore.h"
#include "ui/window/zoom.h"

#include <QApplication>
#include <QSettings>

#include <algorithm>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// With all that lists clients.
void shareStack(const QStringList &stack)
{
    if (ClientStore *clients = clientStore())
        clients->setStack(stack);
}

} // namespace

Session::Session(const std::shared_ptr<SecretStore> &secrets)
    : m_systemIsDark(isDark(QApplication::palette())), m_secrets(secrets)
{
    const QSettings settings;
    m_theme = Theme(std::clamp(settings.value("theme"_L1, 0).toInt(), 0, int(Theme::HighContrast)));
    m_preferences = readPreferences(settings);
    shareStack(m_preferences.stack);
    m_zoom = std::clamp(settings.value("zoom"_L1, 0).toInt(), kSmallestZoom, kLargestZoom);
    applyZoom(m_zoom);
    applyTheme();
    m_visits.setRedaction([this] { return redaction(); });
}

Session::~Session() = default;

Engine &Session::engine()
{
    if (!m_engine) {
        m_engine = std::make_unique<Engine>();
        connect(m_engine.get(), &Engine::serverStarted, this, [this](const QList<quint16> &ports) {
            m_ports = ports;
            if (m_history)
                m_history->setServerPorts(ports);
            Q_EMIT serverStarted(ports);
            const QList<WaitingJob> jobs = std::exchange(m_waitingForServer, {});
            for (const WaitingJob &job : jobs) {
                if (job.receiver)
                    job.run();
            }
        });
        connect(m_engine.get(), &Engine::serverFailed, this, [this](const QString &reason) {
            m_serverAsked = false;
            m_waitingForServer.clear();
            Q_EMIT serverFailed(reason);
        });
    }
    return *m_engine;
}

void Session::whenServerRuns(QObject *receiver, const std::function<void()> &job)
{
    if (!m_ports.isEmpty()) {
        job();
        return;
    }
    m_waitingForServer.append({receiver, job});
    if (!std::exchange(m_serverAsked, true))
        engine().startServer();
}

const std::shared_ptr<HistoryStore> &Session::history()
{
    if (!m_history) {
        m_history = std::make_shared<HistoryStore>(historyFolder(), m_secrets);
        m_history->setServerPorts(m_ports);
        m_history->setLimit(m_preferences.historyLimit);
        connect(m_history.get(), &HistoryStore::failed, this, &Session::historyFailed);
    }
    return m_history;
}

void Session::keep(const Trace &trace, const std::optional<StoredRequest> &request)
{
    if (trace.hops.isEmpty())
        return;
    const std::optional<StoredRequest> whole = request ? std::optional(withServer(*request)) : std::nullopt;
    history()->add(trace, whole, m_preferences.secretsInHistory, redaction());
}

RunAgain Session::again(const StoredRun &run) const
{
    RunAgain again = runAgain(run, m_ports);
    if (again.isGuess) {
        const QString client = again.request.client; // which the run does tell
        again.request = prepared(again.request);
        again.request.client = client;
    }
    return again;
}

StoredRequest Session::withServer(StoredRequest request) const
{
    if (m_ports.contains(ownPort(request.request.url)))
        request.serverPorts = m_ports;
    return request;
}

TabStore *Session::openTabStore()
{
    if (!m_tabs) {
        m_tabs = std::make_unique<TabStore>(tabsFolder());
        connect(m_tabs.get(), &TabStore::failed, this, &Session::tabsFailed);
    }
    return m_tabs.get();
}

TabSecrets Session::tabSecrets() const
{
    return {.kept = m_preferences.secretsInHistory, .redaction = redaction()};
}

bool Session::isFirstStart()
{
    QSettings settings;
    const bool isFirst = !settings.value("started"_L1, false).toBool();
    settings.setValue("started"_L1, true);
    return isFirst;
}

CollectionStore &Session::requests()
{
    if (!m_requests)
        m_requests = std::make_unique<CollectionStore>();
    return *m_requests;
}

Result<TraceRequest> Session::resolved(const TraceRequest &request)
{
    if (variableNames(request).isEmpty())
        return request;
    const Result<Variables> variables = requests().variables();
    if (!variables)
        return Result<TraceRequest>::failure(variables.error);
    return hopscope::resolved(request, *variables);
}

RedactionOptions Session::redaction() const
{
    return {m_preferences.secretNames, m_requests ? m_requests->secretValues() : QList<QByteArray>()};
}

QString Session::setPreferences(const Preferences &preferences)
{
    QSettings settings;
    writePreferences(settings, preferences);
    settings.sync();
    const Preferences before = std::exchange(m_preferences, preferences);
    if (m_history)
        m_history->setLimit(preferences.historyLimit);
    shareStack(m_preferences.stack);
    Q_EMIT preferencesChanged(m_preferences, before);
    if (settings.status() == QSettings::NoError)
        return {};
    return tr("The preferences last only until the program ends: %1 cannot be written. Check its permissions and the "
              "free disk space.")
        .arg(settings.fileName());
}

void Session::setTheme(Theme theme)
{
    m_theme = theme;
    QSettings().setValue("theme"_L1, int(theme));
    applyTheme();
    Q_EMIT themeChanged(theme);
}

void Session::applyTheme() const
{
    const bool dark = m_theme == Theme::Dark || (m_theme == Theme::System && m_systemIsDark);
    applyColors(m_theme == Theme::HighContrast ? contrastColors() : dark ? darkColors() : lightColors());
}

void Session::setZoom(int level)
{
    m_zoom = std::clamp(level, kSmallestZoom, kLargestZoom);
    QSettings().setValue("zoom"_L1, m_zoom);
    applyZoom(m_zoom + (m_presenting > 0 ? kPresentationZoom : 0));
}

void Session::setPresenting(bool on)
{
    m_presenting += on ? 1 : -1;
    setZoom(m_zoom);
}

} // namespace hopscope
