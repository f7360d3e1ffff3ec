// SPDX-License-Identifier: MIT
#pragma once

#include "ui/audit/auditfiles.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTemporaryDir>
#include <QTimer>

#include <memory>

namespace hopscope
{

class AuditPage;
struct WindowParts;

/// Reads lists, runs the audit, and writes its reports. Traces are in a file of JSON lines: the one that the user
/// names, or one that goes with the window.
class AuditController : public QObject
{
    Q_OBJECT

public:
    /// `parts` outlives this; its window is the parent.
    explicit AuditController(const WindowParts &parts);
    ~AuditController() override;

    void connectPage(AuditPage *page);
    bool isRunning() const { return m_engine && m_engine->isRunning(); }
    void cancel();

    /// Lists, or the results of an earlier audit.
    void open(const QStringList &paths);
    void take(const QString &text);
    void start();
    /// All results, in a file; exported() tells when.
    void exportTo(const QString &path, const AuditFormat &format);

Q_SIGNALS:
    /// The list was read, or could not be.
    void planned(bool ok);
    void ended();
    void exported(bool ok);

private:
    void choose();
    void chooseExport(const AuditFormat &format);
    void read(const AuditSource &source, bool thenRun);
    void showPlan(const AuditPlan &plan);
    void run(const AuditPlan &plan, const AuditChoices &choices);
    void showStored(const QString &path);
    void setPaused(bool paused);
    void add(const QList<SettledRow> &rows);
    void end(const QString &error);
    void openTrace(const SettledRow &row);
    void fail(const QString &sentence);
    AuditAdvance advance() const;
    QString resultsText() const;
    int beginFile(bool isReading);
    /// Shows that something is read, with what the options say, or says what is wrong with them.
    Result<AuditChoices> beginReading();
    /// Whether there is something to show: an error was said.
    bool endReading(int job, const QString &error);

    const WindowParts &m_parts;
    AuditPage *m_page = nullptr;
    std::unique_ptr<QTemporaryDir> m_folder; ///< outlives what writes there
    std::unique_ptr<AuditEngine> m_engine;   ///< created with the first audit
    AuditSource m_source;
    AuditPlan m_plan;
    QString m_log;        ///< of the results that are shown
    QStringList m_robots; ///< AuditReport::robots
    qsizetype m_before = 0;
    qsizetype m_done = 0;
    qsizetype m_failed = 0;
    bool m_wasCanceled = false;
    QTimer m_tick;          ///< shows how far it is, also while no row comes
    QElapsedTimer m_clock;  ///< since Start or Go on
    qint64 m_elapsedMs = 0; ///< before that
};

} // namespace hopscope
