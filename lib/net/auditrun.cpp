// SPDX-License-Identifier: MIT
#include "net/auditrun.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kMsInSecond = 1000.0;
constexpr qint64 kSecondsInMinute = 60;
constexpr double kSlow = 10; ///< rows a second, below which a digit behind the point tells something

/// "45 s", "3 min 20 s"
QString leftText(qint64 seconds)
{
    return seconds < kSecondsInMinute
               ? u"%1 s"_s.arg(seconds)
               : u"%1 min %2 s"_s.arg(seconds / kSecondsInMinute).arg(seconds % kSecondsInMinute);
}

} // namespace

AuditRun::AuditRun(const AuditOrder &order, QObject *parent)
    : QObject(parent), m_order(order), m_redaction(order.redaction), m_isDone(order.task.list.rows.size(), false)
{
    if (m_redaction)
        m_redaction->harmless = &m_harmless;
}

QString AuditRun::open()
{
    if (m_order.log.isEmpty())
        return {};
    for (qsizetype row = 0; row < m_isDone.size(); ++row)
        m_rows.insert(rowAsked(m_order.task.list.rows[row], m_order.ready.request.client), row);
    qint64 end = 0;
    if (QFile::exists(m_order.log)) {
        const auto take = [this](const AuditLogRow &logged) {
            const qsizetype row = m_rows.value(logged.result.asked, -1);
            if (row < 0 || m_isDone[row])
                return;
            m_isDone[row] = true;
            ++m_known;
            KeptRow kept{
                .row = row, .result = logged.result, .chain = logged.chain, .line = {}, .offset = logged.offset};
            kept.result.place = m_order.task.list.rows[row].place;
            Q_EMIT rowKept(kept);
        };
        const Result<qint64> read =
            m_order.wantsChains ? readAuditChains(m_order.log, take) : readAuditRows(m_order.log, take);
        if (!read)
            return read.error;
        end = *read;
    }
    return m_log.open(m_order.log, end);
}

void AuditRun::start()
{
    QList<AuditRow> left;
    for (qsizetype row = 0; row < m_isDone.size(); ++row) {
        if (m_isDone[row])
            continue;
        m_places.append(row);
        if (m_known > 0)
            left.append(m_order.task.list.rows[row]);
    }
    const QList<AuditRow> rows = m_known > 0 ? left : m_order.task.list.rows;
    m_runner = new AuditRunner(m_order.ready, m_order.pace, this);
    connect(m_runner, &AuditRunner::rowFinished, this,
            [this](qsizetype index, const Trace &trace) { keep(m_places[index], trace); });
    connect(m_runner, &AuditRunner::rowLeftOut, this,
            [this](qsizetype index, const QString &reason) { m_leftOut.insert(m_places[index], reason); });
    connect(m_runner, &AuditRunner::hostHeld, this, &AuditRun::hostHeld);
    connect(m_runner, &AuditRunner::robotsRead, this, &AuditRun::robotsRead);
    connect(m_runner, &AuditRunner::finished, this, &AuditRun::end);
    m_runner->start(rows);
}

void AuditRun::setPaused(bool paused)
{
    if (m_runner)
        m_runner->setPaused(paused);
}

void AuditRun::cancel()
{
    if (m_runner)
        m_runner->cancel();
}

void AuditRun::keep(qsizetype row, const Trace &trace)
{
    if (!m_error.isEmpty())
        return;
    const AuditRow &asked = m_order.task.list.rows[row];
    AuditJudgement judgement = judged(asked, trace);
    if (const QString chain = m_order.task.chains.value(row); !chain.isEmpty())
        judgement = withMapChain(judgement, chain);
    m_isDone[row] = true;
    KeptRow kept{.row = row, .isAnswer = true};
    if (m_log.isOpen() || m_order.wantsLines || m_order.wantsChains) {
        const ShownResult shown = shownResult(asked, judgement, trace, redaction());
        kept.result = shown.result;
        if (m_log.isOpen() || m_order.wantsLines)
            kept.line = auditLine(shown);
        if (m_order.wantsChains)
            kept.chain = shownChain(shown.trace);
    } else {
        kept.result = shownRow(asked, judgement, trace, redaction());
    }
    if (m_log.isOpen()) {
        kept.offset = m_log.end();
        m_error = m_log.append(kept.line);
    }
    Q_EMIT rowKept(kept);
    if (!m_error.isEmpty())
        cancel();
}

void AuditRun::end()
{
    for (qsizetype row = 0; row < m_isDone.size(); ++row) {
        if (!m_isDone[row])
            Q_EMIT rowKept({.row = row,
                            .result = notAsked(row, m_leftOut.value(row, u"the audit was ended before"_s)),
                            .chain = {},
                            .line = {},
                            .offset = -1});
    }
    Q_EMIT finished(m_error);
}

AuditResult AuditRun::notAsked(qsizetype row, const QString &cause) const
{
    const Trace nothing{.client = m_order.ready.request.client};
    return shownRow(m_order.task.list.rows[row], {AuditVerdict::NotAsked, cause, cause + u'.'}, nothing, redaction());
}

QString advanceText(const AuditAdvance &advance)
{
    const qsizetype settled = advance.before + advance.done;
    QString text = u"%1 of %2 URLs, %3 FAIL"_s.arg(settled).arg(advance.total).arg(advance.failed);
    const double rate = double(advance.done) * kMsInSecond / double(std::max<qint64>(advance.elapsedMs, 1));
    if (advance.done > 0)
        text += u", %1 per second, %2 left"_s.arg(QString::number(rate, 'f', rate < kSlow ? 1 : 0),
                                                  leftText(qint64(double(advance.total - settled) / rate)));
    return text;
}

} // namespace hopscope
