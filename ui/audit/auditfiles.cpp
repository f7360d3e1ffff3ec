// SPDX-License-Identifier: MIT
#include "ui/audit/auditfiles.h"

#include "text/wholefile.h"
#include "ui/look/uitext.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kAllRead = 100; ///< percent; what comes after it has no measure

/// Tells of each percent once.
class Percents
{
public:
    explicit Percents(const Progress &tell) : m_tell(tell) {}

    void set(qint64 done, qint64 all)
    {
        const int percent = int(done * kAllRead / std::max<qint64>(all, 1));
        if (percent != std::exchange(m_last, percent))
            m_tell(percent);
    }

private:
    const Progress &m_tell;
    int m_last = -1;
};

using BaselineResult = Result<std::optional<AuditBaseline>>;

BaselineResult baselineIn(const QString &path)
{
    if (path.isEmpty())
        return BaselineResult(std::nullopt);
    const Result<AuditBaseline> baseline = readAuditBaseline(path);
    return baseline ? BaselineResult(std::optional(*baseline)) : BaselineResult::failure(baseline.error);
}

Result<AuditPlan> planOf(const AuditSource &source, const AuditChoices &choices, const Progress &tell)
{
    using Plan = Result<AuditPlan>;
    AuditListOptions options = choices.list;
    QList<ListInput> lists{{{}, source.pasted}};
    if (!source.paths.isEmpty()) {
        options.readPart = partsIn(QFileInfo(source.paths.constFirst()).absolutePath());
        const Result<QList<ListInput>> read = readListFiles(source.paths);
        if (!read)
            return Plan::failure(read.error);
        lists = *read;
    }
    tell(kAllRead);
    const BaselineResult baseline = baselineIn(choices.baseline);
    if (!baseline)
        return Plan::failure(baseline.error);
    const Result<AuditTask> task = readAuditTask(lists, options);
    return task ? Plan({*task, *baseline}) : Plan::failure(task.error);
}

Result<StoredAudit> storedIn(const QString &path, const QString &baselinePath, const std::atomic_bool &canceled,
                             const Progress &tell)
{
    using Stored = Result<StoredAudit>;
    const BaselineResult baseline = baselineIn(baselinePath);
    if (!baseline)
        return Stored::failure(baseline.error);
    StoredAudit stored{.rows = {}, .baseline = *baseline};
    const qint64 size = QFileInfo(path).size();
    Percents percents(tell);
    QHash<QByteArray, qsizetype> places;
    const Result<qint64> read = readAuditChains(path, [&](const AuditLogRow &logged) {
        if (canceled || places.contains(logged.result.asked))
            return;
        const qsizetype row = stored.rows.size();
        places.insert(logged.result.asked, row);
        SettledRow stays{
            .row = row, .result = logged.result, .chain = logged.chain, .offset = logged.offset, .wasKnown = true};
        stays.result.asked.clear(); // it stands in the file
        stored.rows.append(stays);
        percents.set(logged.offset + logged.size, size);
    });
    return read ? Stored(stored) : Stored::failure(read.error);
}

/// The lines of the rows as they are in the log; those of rows that were not asked for are none.
bool copyLines(const AuditExport &what, const ByteSink &sink, const Progress &tell, QString &error)
{
    QFile log(what.log);
    if (!log.open(QIODevice::ReadOnly)) {
        error = UiText::tr("%1 cannot be read (%2): start the audit again.").arg(what.log, log.errorString());
        return false;
    }
    Percents percents(tell);
    for (qsizetype i = 0; i < what.rows.size(); ++i) {
        const qint64 offset = what.rows[i].offset;
        if (offset >= 0 && (!log.seek(offset) || !sink(log.readLine())))
            return false;
        percents.set(i + 1, what.rows.size());
    }
    return true;
}

QString reportWritten(const QString &path, const AuditExport &what, const std::atomic_bool &canceled,
                      const Progress &tell)
{
    WholeFile file(path);
    const auto failed = [&] {
        return UiText::tr("%1 cannot be written (%2): choose another place.").arg(path, file.errorString());
    };
    if (!file.open())
        return failed();
    const ByteSink sink = [&](const QByteArray &bytes) { return !canceled && file.append(bytes); };
    QString error;
    bool isWritten = false;
    if (what.format->write) {
        tell(kAllRead);
        AuditReport report = what.report;
        report.results.reserve(what.rows.size());
        for (const SettledRow &row : what.rows)
            report.results.append(row.result);
        if (what.baseline)
            report.comparison = compared(report.results, *what.baseline);
        isWritten = what.format->write(report, sink);
    } else {
        isWritten = copyLines(what, sink, tell, error);
    }
    if (!error.isEmpty())
        return error;
    return isWritten && file.commit() ? QString() : failed();
}

} // namespace

QString nameOf(const AuditSource &source)
{
    if (source.isEmpty())
        return {};
    if (source.paths.isEmpty())
        return UiText::tr("pasted text");
    return source.paths.size() == 1 ? QFileInfo(source.paths.constFirst()).fileName()
                                    : UiText::tr("%1 files").arg(source.paths.size());
}

CancelFlag readAuditPlan(QObject *receiver, const AuditSource &source, const AuditChoices &choices,
                         const Progress &progress, const std::function<void(const Result<AuditPlan> &)> &done)
{
    return onThread<Result<AuditPlan>>(
        receiver, progress,
        [source, choices](const std::atomic_bool &, const Progress &tell) { return planOf(source, choices, tell); },
        done);
}

CancelFlag readStoredAudit(QObject *receiver, const QString &path, const QString &baseline, const Progress &progress,
                           const std::function<void(const Result<StoredAudit> &)> &done)
{
    return onThread<Result<StoredAudit>>(
        receiver, progress,
        [path, baseline](const std::atomic_bool &canceled, const Progress &tell) {
            return storedIn(path, baseline, canceled, tell);
        },
        done);
}

CancelFlag readAuditTrace(QObject *receiver, const QString &log, qint64 offset,
                          const std::function<void(const Result<Trace> &)> &done)
{
    return onThread<Result<Trace>>(
        receiver, {},
        [log, offset](const std::atomic_bool &, const Progress &) {
            const Result<QByteArray> line = auditLineAt(log, offset);
            return line ? auditTrace(*line) : Result<Trace>::failure(line.error);
        },
        done);
}

CancelFlag writeAuditReport(QObject *receiver, const QString &path, const AuditExport &what, const Progress &progress,
                            const std::function<void(const QString &error)> &done)
{
    return onThread<QString>(
        receiver, progress,
        [path, what](const std::atomic_bool &canceled, const Progress &tell) {
            return reportWritten(path, what, canceled, tell);
        },
        done);
}

} // namespace hopscope
