// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/redaction.h"
#include "net/engine.h"
#include "ui/look/theme.h"
#include "ui/preferences/preferences.h"
#include "ui/sessions/visitsessions.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>

namespace hopscope
{

class CollectionStore;
class HistoryStore;
class SecretStore;
class TabStore;
struct RunAgain;
struct StoredRequest;
struct StoredRun;
struct TabSecrets;

/// What all windows of the program share: the network thread with the built-in server, the history, the preferences,
/// the theme and the size of text. One per process, made before the first window; the last window takes it with it.
class Session : public QObject
{
    Q_OBJECT

public:
    /// Reads what was set before, and colours the program. Without `secrets` nothing secret is kept.
    explicit Session(const std::shared_ptr<SecretStore> &secrets = {});
    ~Session() override;

    /// Created with the first trace: its thread takes time that the first picture needs.
    Engine &engine();

    /// Of the built-in server, empty until it runs.
    const QList<quint16> &ports() const { return m_ports; }
    /// Runs `job` when the built-in server answers, unless `receiver` is gone by then; starts the server. Where it does
    /// not start, serverFailed() says why and the job is dropped.
    void whenServerRuns(QObject *receiver, const std::function<void()> &job);

    /// Created when first needed.
    const std::shared_ptr<HistoryStore> &history();
    /// Adds a trace and the request that it was made of to the history; none for one that was recorded.
    void keep(const Trace &trace, const std::optional<StoredRequest> &request);
    /// The request of a stored run; where it is a guess, all that the run does not tell is as the preferences say.
    RunAgain again(const StoredRun &run) const;
    /// `request` with the ports of the built-in server, if it goes there.
    StoredRequest withServer(StoredRequest request) const;

    /// The open tabs, for the next start; null until openTabStore(), and then nothing of them is kept.
    TabStore *tabStore() const { return m_tabs.get(); }
    TabStore *openTabStore();
    TabSecrets tabSecrets() const;
    /// Whether the program has never run for this user; false from the second call on.
    bool isFirstStart();

    /// The saved requests and their variables; created when first needed.
    CollectionStore &requests();
    /// `request` with the values of its variables; the error says which has none. From then on the values of secret
    /// ones are kept out of all that is saved.
    Result<TraceRequest> resolved(const TraceRequest &request);
    /// What is secret besides the usual: the names of the preferences, the values of secret variables.
    RedactionOptions redaction() const;

    const Preferences &preferences() const { return m_preferences; }
    /// Keeps them for the next start as well; the error says why that failed.
    QString setPreferences(const Preferences &preferences);
    /// `request` with the preferences, where it says nothing else.
    TraceRequest prepared(const TraceRequest &request) const { return withPreferences(request, m_preferences); }

    /// What a user brings along who comes again, by name.
    VisitSessions &visits() { return m_visits; }

    Theme theme() const { return m_theme; }
    void setTheme(Theme theme);

    /// Text of all windows, in steps from the system's size.
    int zoom() const { return m_zoom; }
    void setZoom(int level);
    /// Text is larger while a window presents.
    void setPresenting(bool on);

Q_SIGNALS:
    void serverStarted(const QList<quint16> &ports);
    void serverFailed(const QString &reason);
    void historyFailed(const QString &reason);
    void tabsFailed(const QString &reason);
    void preferencesChanged(const hopscope::Preferences &now, const hopscope::Preferences &before);
    void themeChanged(hopscope::Theme theme);

private:
    void applyTheme() const;

    struct WaitingJob {
        QPointer<QObject> receiver;
        std::function<void()> run;
    };

    const bool m_systemIsDark;
    Theme m_theme = Theme::System;
    int m_zoom = 0;
    int m_presenting = 0; ///< windows
    Preferences m_preferences;
    VisitSessions m_visits;
    std::shared_ptr<SecretStore> m_secrets;
    std::shared_ptr<HistoryStore> m_history;
    std::unique_ptr<TabStore> m_tabs;
    std::unique_ptr<CollectionStore> m_requests;
    QList<quint16> m_ports;
    bool m_serverAsked = false;
    QList<WaitingJob> m_waitingForServer;
    std::unique_ptr<Engine> m_engine;
};

} // namespace hopscope
