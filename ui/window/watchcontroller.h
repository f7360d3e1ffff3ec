// SPDX-License-Identifier: MIT
#pragma once

#include "net/watch/watchengine.h"
#include "ui/files/onthread.h"

#include <QHash>
#include <QObject>
#include <QTemporaryDir>

#include <memory>

class QLabel;

namespace hopscope
{

class WatchPage;
struct Format;
struct WindowParts;

/// Watches programs for a window, and starts them. Their traces are in a file that goes with the window, those with a
/// redirect in the history as well.
class WatchController : public QObject
{
    Q_OBJECT

public:
    /// `parts` outlives this; its window is the parent.
    explicit WatchController(const WindowParts &parts);
    ~WatchController() override;

    void connectPage(WatchPage *page);
    /// For the status bar: seen while https is opened.
    QLabel *tlsMark() const { return m_tlsMark; }
    bool runsCommand() const { return m_command > 0; }
    void endCommand();
    /// The window goes: its programs end, and the port is closed.
    void close();
    /// All chains; ExportController::saved() tells when.
    void exportTo(const QString &path, const Format &format);

Q_SIGNALS:
    void started();
    void stopped();
    /// A program that was to be started is over, or was not started.
    void programEnded(const QString &how);

private:
    void createEngine();
    void connectPrograms();
    void start();
    void launch(const WatchedOrder &order);
    void add(const QList<WatchedChain> &chains);
    void keep(const Trace &trace);
    void openTrace(const WatchedRow &row);
    void chooseExport(const Format &format);
    void showState();
    void say(const QString &text);

    const WindowParts &m_parts;
    WatchPage *m_page = nullptr;
    QLabel *m_tlsMark;
    std::unique_ptr<QTemporaryDir> m_folder; ///< outlives what writes there
    std::unique_ptr<WatchEngine> m_engine;   ///< created with the first watch
    QString m_log;
    QHash<int, QString> m_names; ///< of the programs that run, but for the command
    int m_command = 0;           ///< number of the command that runs; 0: none does
    int m_inHistory = 0;         ///< chains that were put there since Start
};

} // namespace hopscope
