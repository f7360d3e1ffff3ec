// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditreport.h"
#include "formats/redaction/harmlesstexts.h"
#include "net/auditinput.h"
#include "net/auditlog.h"
#include "net/auditrunner.h"

#include <QPointer>

#include <optional>

namespace hopscope
{

/// Of a body more is not kept, unless the user says so: it is looked at for pages that ask for another one.
inline constexpr qint64 kAuditBodyLimit = 16 * 1024;

/// What is asked for, and how.
struct AuditOrder {
    AuditTask task;
    ReadyRequest ready;
    AuditPace pace;
    std::optional<RedactionOptions> redaction; ///< none: secrets are shown
    QString log;                               ///< path of a file of JSON lines; empty: none
    bool wantsLines = false;                   ///< KeptRow::line is wanted without a log, too
    bool wantsChains = false;                  ///< KeptRow::chain
};

/// A row of the list that is settled.
struct KeptRow {
    qsizetype row = -1;
    AuditResult result;
    ShownChain chain;      ///< only if it is wanted
    QByteArray line;       ///< auditLine(); empty for what was in the log, not asked for, or when nobody wants it
    qint64 offset = -1;    ///< where the line is in the log; -1: nowhere
    bool isAnswer = false; ///< it was asked for in this run
};

/// Asks for the rows that the log does not have yet. Each line goes to the log as soon as it is there.
class AuditRun : public QObject
{
    Q_OBJECT

public:
    explicit AuditRun(const AuditOrder &order, QObject *parent = nullptr);

    /// Takes up what is in the log, of rows that are asked for in the same way: rowKept() for each. Empty, or one
    /// sentence.
    QString open();
    /// Rows that open() found.
    qsizetype known() const { return m_known; }
    /// Whether a row of the list is asked for like that: AuditResult::asked.
    bool hasRow(const QByteArray &asked) const { return m_rows.contains(asked); }

    /// Asks for the others. rowKept() for each, then finished(), later than this call returns.
    void start();
    /// Nothing more is asked for; what is under way comes to its end.
    void setPaused(bool paused);
    /// What is under way is ended; rowKept() says of all the rest that it was not asked for.
    void cancel();

Q_SIGNALS:
    void rowKept(const hopscope::KeptRow &kept);
    /// One sentence: a host is left alone for a time, or for good.
    void hostHeld(const QString &sentence);
    /// AuditRunner::robotsRead()
    void robotsRead(const QString &sentence, qsizetype disallowed);
    /// `error`: why it was ended before, one sentence; empty if it was not.
    void finished(const QString &error);

private:
    void keep(qsizetype row, const Trace &trace);
    void end();
    AuditResult notAsked(qsizetype row, const QString &cause) const;
    const RedactionOptions *redaction() const { return m_redaction ? &*m_redaction : nullptr; }

    const AuditOrder m_order;
    HarmlessTexts m_harmless;
    std::optional<RedactionOptions> m_redaction; ///< of the order, with m_harmless
    AuditLog m_log;
    QList<bool> m_isDone;                ///< rows that are settled
    QHash<QByteArray, qsizetype> m_rows; ///< by AuditResult::asked; only with a log
    qsizetype m_known = 0;
    QList<qsizetype> m_places; ///< in the list, of the rows of the runner
    QHash<qsizetype, QString> m_leftOut;
    AuditRunner *m_runner = nullptr;
    QString m_error;
};

/// How far an audit is: "120 of 5000 URLs, 3 FAIL, 85 per second, 57 s left". Of `total` rows `before` were known, and
/// `done` were settled in `elapsedMs`.
struct AuditAdvance {
    qsizetype total = 0;
    qsizetype before = 0;
    qsizetype done = 0;
    qsizetype failed = 0;
    qint64 elapsedMs = 0;
};
QString advanceText(const AuditAdvance &advance);

} // namespace hopscope
