// SPDX-License-Identifier: MIT
#include "ui/watch/watchmodel.h"

#include "ui/look/celldelegate.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

int toneOfChain(WatchVerdict verdict)
{
    switch (verdict) {
    case WatchVerdict::AsProfile:
        return int(PartVerdict::Kept);
    case WatchVerdict::Differs:
        return int(PartVerdict::Changed);
    case WatchVerdict::NoRedirect:
    case WatchVerdict::Unknown:
        break;
    }
    return kPlainTone;
}

QString verdictText(const ChainVerdict &chain)
{
    if (chain.verdict == WatchVerdict::NoRedirect && chain.text.isEmpty())
        return WatchModel::tr("no redirect");
    return chain.text.chopped(chain.text.endsWith(u'.') ? 1 : 0);
}

} // namespace

WatchModel::WatchModel(QObject *parent) : QAbstractTableModel(parent) {}

void WatchModel::add(const QList<WatchedRow> &rows)
{
    m_rows += rows;
    if (!m_isPaused)
        showMore();
}

void WatchModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_shown.clear();
    m_looked = 0;
    endResetModel();
}

void WatchModel::setPaused(bool paused)
{
    m_isPaused = paused;
    if (!m_isPaused)
        showMore();
}

void WatchModel::setWords(const QStringList &words)
{
    if (words == m_words)
        return;
    beginResetModel();
    m_words = words;
    m_shown.clear();
    for (qsizetype row = 0; row < m_looked; ++row) {
        if (isShown(m_rows[row]))
            m_shown.append(row);
    }
    endResetModel();
}

void WatchModel::showMore()
{
    QList<qsizetype> shown;
    for (; m_looked < m_rows.size(); ++m_looked) {
        if (isShown(m_rows[m_looked]))
            shown.append(m_looked);
    }
    if (shown.isEmpty())
        return;
    beginInsertRows({}, int(m_shown.size()), int(m_shown.size() + shown.size()) - 1);
    m_shown += shown;
    endInsertRows();
}

bool WatchModel::isShown(const WatchedRow &row) const
{
    return std::ranges::all_of(m_words, [&](const QString &word) {
        const auto has = [&](const QString &text) { return text.contains(word, Qt::CaseInsensitive); };
        return has(row.hosts) || has(row.client) || has(row.methods) || has(statusesText(row.chain)) ||
               has(verdictText(row.verdict));
    });
}

int WatchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int WatchModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString WatchModel::textOf(const WatchedRow &row, int column) const
{
    switch (column) {
    case Time:
        return row.time.toLocalTime().toString(u"HH:mm:ss"_s);
    case Client:
        return row.client.isEmpty() ? tr("not known") : row.client;
    case Method:
        return row.methods;
    case Status:
        return statusesText(row.chain);
    case Url:
        return row.chain.end == row.url ? row.url : u"%1 → %2"_s.arg(row.url, row.chain.end);
    case Verdict:
        return verdictText(row.verdict);
    default:
        return {};
    }
}

QVariant WatchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const WatchedRow &row = shownRow(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::ToolTipRole:
        return textOf(row, column).toHtmlEscaped();
    case ToneRole:
        return column == Verdict && row.verdict.verdict != WatchVerdict::NoRedirect
                   ? QVariant(toneOfChain(row.verdict.verdict))
                   : QVariant();
    case MutedRole:
        return column == Verdict && row.verdict.verdict == WatchVerdict::NoRedirect;
    case MonoRole:
        return column == Method || column == Status || column == Url;
    case MiddleRole:
        return column == Url;
    case CopyRole: {
        if (column != 0)
            return {};
        QStringList cells;
        for (int each = 0; each < ColumnCount; ++each)
            cells.append(textOf(row, each));
        return cells.join(u'\t');
    }
    default:
        return {};
    }
}

QVariant WatchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Client:
        return tr("Client");
    case Method:
        return tr("Methods");
    case Status:
        return tr("Statuses");
    case Url:
        return tr("URL");
    case Verdict:
        return tr("Verdict");
    default:
        return {};
    }
}

} // namespace hopscope
