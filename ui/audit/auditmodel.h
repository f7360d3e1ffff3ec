// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditreport.h"
#include "net/auditengine.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QStringMatcher>
#include <QTimer>

#include <optional>

namespace hopscope
{

/// What became of a row since an earlier audit; None also when there is none.
enum class RowChange { None, Broken, Known, Fixed };

/// Which rows are shown: those for which all of this is so.
struct AuditFilter {
    std::optional<AuditVerdict> verdict;
    RowChange change = RowChange::None; ///< None: any
    std::optional<QString> cause;
    QStringList words; ///< each stands somewhere in the row, in any case

    bool operator==(const AuditFilter &) const = default;
};

/// Results with the same verdict for the same cause, counted.
struct AuditGroupCount {
    AuditVerdict verdict = AuditVerdict::Pass;
    QString cause;
    qsizetype count = 0;

    bool operator==(const AuditGroupCount &) const = default;
};

/// The rows of an audit that are settled, in the order in which they came until arrange(). Adding a portion costs what
/// the portion has, a filter what all rows have; words are searched for slice by slice, between other events.
class AuditModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Verdict, Status, Source, End, Hops, Cause, Reason, Note, ColumnCount };

    explicit AuditModel(QObject *parent = nullptr);

    /// Of `total` rows at most, beside an earlier audit.
    void begin(qsizetype total, const std::optional<AuditBaseline> &baseline);
    void add(const QList<SettledRow> &rows);
    /// In the order of the list.
    void arrange();
    void setFilter(const AuditFilter &filter);
    const AuditFilter &filter() const { return m_filter; }

    /// All rows, also those that are not shown.
    const QList<SettledRow> &rows() const { return m_rows; }
    const SettledRow &shownRow(int row) const { return m_rows[m_shown[row]]; }
    /// In the order of groupsOf().
    QList<AuditGroupCount> groups() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    bool isShown(qsizetype row) const;
    void refill();
    void showMore();
    QString textOf(qsizetype row, int column) const;
    QString rowAsText(qsizetype row) const;

    QList<SettledRow> m_rows;
    QList<RowChange> m_changes; ///< of each
    QList<qsizetype> m_shown;
    qsizetype m_looked = 0;           ///< rows that the filter has looked at
    QList<QStringMatcher> m_matchers; ///< of the filter's words
    QTimer m_more;
    QHash<std::pair<int, QString>, qsizetype> m_counts; ///< by verdict and cause
    QSet<QString> m_causes;                             ///< rows share their texts
    std::optional<AuditBaseline> m_baseline;
    AuditFilter m_filter;
};

/// "new", "as before", "fixed"; empty for None.
QString changeWord(RowChange change);

} // namespace hopscope
