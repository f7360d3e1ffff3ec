// SPDX-License-Identifier: MIT
#pragma once

#include "net/engine.h"
#include "ui/files/tracefiles.h"
#include "ui/preferences/preferences.h"
#include "ui/window/actions.h"

#include <QHash>
#include <QMainWindow>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <optional>

class QDockWidget;
class QLabel;
class QMimeData;
class QStackedWidget;
class QToolButton;

namespace hopscope
{

class ClientsPage;
class ComparePage;
class FileProgress;
class HistoryPage;
class HistoryStore;
class InspectPage;
class NavRail;
class TraceList;
class PreferencesPage;
enum class RunState;

/// The window: the only one that talks to the engine. Views get values and say what they want.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// When the window gets its menus and pages: with fonts and controls they take longer than the window itself.
    enum class Contents { AtOnce, OncePainted };

    explicit MainWindow(Contents contents = Contents::AtOnce);
    ~MainWindow() override;

    /// What the command line names: files, or a URL. None: the demo.
    void openArguments(const QStringList &arguments);
    /// The same, as soon as the contents have been painted for the first time: until then nothing else takes time.
    void openOnceShown(const QStringList &arguments) { m_toOpen = arguments; }
    /// Opens a lesson (its id or file) in class view as soon as the window has been painted.
    void openLessonOnceShown(const QString &lesson);
    void runDemo();
    void trace(const TraceRequest &request);
    void openTraceFiles(const QStringList &paths);
    void saveTraceFile(const QString &path, bool withSecrets);
    /// Writes the trace of the Inspect page as `format`; traceFileSaved() tells when.
    void exportTrace(const QString &path, const Format &format, bool withSecrets);
    /// Writes traces of the history, into one file or into a folder, with secrets if Redact secrets is off.
    void exportStored(const QString &path, const QStringList &ids, const Format &format, bool toFolder);
    void showPage(int page);
    void setTheme(Theme theme);
    /// Another window for another trace; it deletes itself when it is closed.
    MainWindow *newWindow();
    /// Text of all windows, in steps from the system's size.
    void setZoom(int level);
    /// Full screen with large text.
    void setPresentation(bool on);
    bool isRunning() const { return m_traceId != 0; }
    InspectPage *inspect() const { return m_inspect; }

Q_SIGNALS:
    /// The trace on the Inspect page is over.
    void traceEnded();
    /// Every row of the comparison that was asked for is filled.
    void compareEnded();
    /// Every client that was asked for has run.
    void clientsEnded();
    void traceFileOpened(bool ok);
    void traceFileSaved(bool ok);
    /// Copy as has put its text on the clipboard.
    void copied();
    /// The chain is about to be dragged out of the window.
    void dragReady(const QMimeData *mime);

protected:
    bool event(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void buildContents();
    void buildLayout();
    void connectActions();
    Engine &engine();
    void connectEngine();
    void connectViews(QWidget *page);
    void connectInspect();
    void connectLessons(QWidget *page);
    void openLesson(const QString &lesson);
    void setClassView(bool on);
    void leaveClassView();
    void whenServerRuns(const std::function<void()> &job);
    void connectViewActions();
    void toggleShortcuts();
    void saveLayout() const;
    void restoreLayout(QWidget *page);
    void connectPreferences(PreferencesPage *page);
    void setPreferences(const Preferences &preferences);
    /// With the preferences, where the request says nothing else.
    TraceRequest prepared(const TraceRequest &request) const;
    void connectClients(ClientsPage *page);
    void runClients(const QStringList &clients);
    void cancelClients();
    bool takeClientRun(int id, const Trace &trace);
    void connectHistory(HistoryPage *page);
    const std::shared_ptr<HistoryStore> &history();
    /// Adds a trace to the history.
    void keep(const Trace &trace);
    void runCompare();
    /// True if the trace belongs to the comparison.
    bool takeCompared(int id, const Trace &trace);
    void cancelCompare();
    /// Something is under way that Cancel stops.
    bool isBusy() const;
    void runOne(const QString &client, int status);
    void onHop(int id, const Hop &hop);
    void takeStep();
    void onPaused(int id, const Request &next);
    void onFinished(int id, const Trace &trace);
    void cancelTrace();
    void newRequest();
    void connectFiles();
    void connectExport();
    /// The number of a job of m_files that writes.
    int beginWriting(const QString &whenStopped);
    void showTraces(const QString &path, const QList<Trace> &traces);
    void showOpened(const Trace &trace);
    void chooseExport(const Format &format);
    QString exportPath(const Format &format, bool toFolder);
    TraceExport exportOf(const QList<Trace> &traces, const Format &format, bool withSecrets) const;
    void exportHistory(const Format &format, bool toFolder);
    void exportTraces(const QString &path, const TraceExport &what, bool toFolder, int unreadable = 0);
    void dragOut();
    void startDrag(QMimeData *mime);
    void copyAs(const Format &format);
    void chooseOpen();
    void chooseSave(bool withSecrets);
    void copyUrl();
    void copyChain();
    /// What happened, in the status bar while the page it happened on is shown; -1 is the page that is shown now.
    void say(const QString &text, int page = -1);
    void showMessage();
    void setRunState(RunState state);
    void restoreSettings();
    void applyTheme();

    bool m_systemIsDark = false;
    std::optional<QStringList> m_toOpen;
    QString m_lessonToOpen;
    Engine *m_engine = nullptr; ///< created with the first trace: its thread takes time that the first picture needs
    NavRail *m_rail = nullptr;
    QStackedWidget *m_stack = nullptr;
    QList<QWidget *> m_pages; ///< null: not visited yet
    QStringList m_messages;   ///< one a page
    InspectPage *m_inspect = nullptr;
    ComparePage *m_compare = nullptr;
    QAction *m_redact = nullptr;
    TraceList *m_traces = nullptr;
    FileProgress *m_files = nullptr;
    std::unique_ptr<QTemporaryDir> m_dragFolder; ///< of what is dragged out; created with the first drag
    ClientsPage *m_clients = nullptr;
    HistoryPage *m_historyPage = nullptr;
    PreferencesPage *m_preferencesPage = nullptr;
    QDockWidget *m_shortcuts = nullptr; ///< created when first asked for
    QLabel *m_message = nullptr;
    QLabel *m_server = nullptr;
    QToolButton *m_export = nullptr; ///< on the pages without one of their own
    Actions m_actions{};
    Theme m_theme = Theme::System;
    int m_traceId = 0; ///< 0: no trace of the Inspect page is running
    int m_selectedStatus = 0;
    QHash<int, int> m_compareRuns; ///< trace number to status
    QHash<int, int> m_clientRuns;  ///< trace number to place in m_clientTraces
    QList<Trace> m_clientTraces;
    Preferences m_preferences;
    int m_zoom = 0;
    bool m_presenting = false;
    bool m_hadList = false; ///< of traces, before the class view
    QList<quint16> m_ports;
    std::shared_ptr<HistoryStore> m_history; ///< of all windows; created when first needed
    bool m_serverAsked = false;
    QList<std::function<void()>> m_waitingForServer;
};

} // namespace hopscope
