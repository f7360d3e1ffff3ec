// SPDX-License-Identifier: MIT
#include "ui/history/historymodel.h"

#include "paint/labels.h"
#include "ui/look/celldelegate.h"
#include "ui/request/texts.h"

#include <QLocale>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString resultText(const HistoryEntry &entry)
{
    if (!entry.broken.isEmpty())
        return HistoryModel::tr("broken file");
    if (entry.outcome == OutcomeKind::Final && entry.status > 0)
        return entry.statusText;
    return QString(idOf(entry.outcome)).replace(u'-', u' ');
}

QString notesText(const HistoryEntry &entry, const HistoryStore &store)
{
    const QString notes = QString(entry.notes).replace(u'\n', u' ');
    if (!store.isServerGone(entry))
        return notes;
    const QString gone = HistoryModel::tr("Built-in server gone");
    return notes.isEmpty() ? gone : u"%1 · %2"_s.arg(gone, notes);
}

int resultTone(const HistoryEntry &entry)
{
    if (!entry.broken.isEmpty())
        return int(PartVerdict::Dropped);
    if (entry.outcome == OutcomeKind::NotFollowed || entry.outcome == OutcomeKind::Canceled)
        return kPlainTone;
    const bool good = entry.outcome == OutcomeKind::Final && entry.status < 400;
    return int(good ? PartVerdict::Kept : PartVerdict::Dropped);
}

QString cellText(const HistoryEntry &entry, const HistoryStore &store, int column)
{
    switch (column) {
    case HistoryModel::Pin:
        return entry.pinned ? u"★"_s : QString();
    case HistoryModel::When:
        return whenText(entry.started);
    case HistoryModel::RequestColumn:
        return entry.broken.isEmpty() ? u"%1 %2"_s.arg(entry.method, entry.url) : entry.id + u".json"_s;
    case HistoryModel::Result:
        return resultText(entry);
    case HistoryModel::Hops:
        return entry.broken.isEmpty() ? QString::number(entry.hops) : QString();
    case HistoryModel::Time:
        return entry.broken.isEmpty() ? durationText(entry.microseconds) : QString();
    case HistoryModel::Client:
        return entry.broken.isEmpty() ? clientTitle(entry.client) : QString();
    case HistoryModel::Notes:
        return entry.broken.isEmpty() ? notesText(entry, store) : entry.broken;
    default:
        return {};
    }
}

QString toolTipOf(const HistoryEntry &entry, const HistoryStore &store)
{
    if (!entry.broken.isEmpty())
        return entry.broken.toHtmlEscaped();
    QString tip = u"%1 %2"_s.arg(entry.method, entry.url);
    if (entry.finalUrl != entry.url)
        tip += u"\n→ "_s + entry.finalUrl;
    if (store.isServerGone(entry))
        tip += u"\n"_s + serverGoneText();
    if (!entry.notes.isEmpty())
        tip += u"\n\n"_s + entry.notes;
    return u"<p>%1</p>"_s.arg(tip.toHtmlEscaped().replace(u"\n"_s, u"<br>"_s));
}

} // namespace

QString whenText(const QDateTime &started)
{
    const QDateTime local = started.toLocalTime();
    const QString time = local.toString(u"HH:mm:ss"_s);
    const qint64 days = local.date().daysTo(QDate::currentDate());
    if (days == 0)
        return HistoryModel::tr("today %1").arg(time);
    return days == 1 ? HistoryModel::tr("yesterday %1").arg(time) : local.toString(u"yyyy-MM-dd HH:mm"_s);
}

HistoryModel::HistoryModel(HistoryStore &store, QObject *parent) : QAbstractTableModel(parent), m_store(store)
{
    connect(&store, &HistoryStore::reset, this, &HistoryModel::refill);
    connect(&store, &HistoryStore::added, this, &HistoryModel::onAdded);
    connect(&store, &HistoryStore::changed, this, &HistoryModel::onChanged);
    refill();
}

void HistoryModel::search(const QString &typed)
{
    const QStringList words = searchWords(typed);
    if (words == m_words)
        return;
    m_words = words;
    refill();
}

void HistoryModel::refill()
{
    beginResetModel();
    QList<Key> keys;
    keys.reserve(m_store.ids().size());
    m_pinned = 0;
    for (const QString &id : m_store.ids()) {
        const HistoryEntry &entry = *m_store.find(id);
        if (!matches(entry, m_words))
            continue;
        keys.append(keyOf(entry));
        m_pinned += entry.pinned ? 1 : 0;
    }
    std::sort(keys.begin(), keys.end(), [this](const Key &a, const Key &b) { return isBefore(a, b); });
    m_shown.clear();
    for (const Key &key : std::as_const(keys))
        m_shown.append(key.id);
    endResetModel();
}

HistoryModel::Key HistoryModel::keyOf(const HistoryEntry &entry) const
{
    Key key{.id = entry.id, .pinned = entry.pinned, .text = {}, .started = entry.started};
    switch (m_column) {
    case RequestColumn:
        key.text = entry.url + u' ' + entry.method;
        break;
    case Hops:
        key.number = entry.hops;
        break;
    case Time:
        key.number = entry.microseconds;
        break;
    case Result:
    case Client:
    case Notes:
        key.text = cellText(entry, m_store, m_column).toCaseFolded();
        break;
    default: // When; pinned ones are on top anyway
        break;
    }
    return key;
}

/// Of two that are alike in their column the newer one comes first.
bool HistoryModel::isBefore(const Key &a, const Key &b) const
{
    if (a.pinned != b.pinned)
        return a.pinned;
    const bool ascends = m_order == Qt::AscendingOrder;
    if (a.number != b.number)
        return (a.number < b.number) == ascends;
    if (const int order = a.text.compare(b.text); order != 0)
        return (order < 0) == ascends;
    const bool oldestFirst = m_column == When && ascends;
    if (a.started != b.started)
        return (a.started < b.started) == oldestFirst;
    return (a.id < b.id) == oldestFirst;
}

void HistoryModel::sort(int column, Qt::SortOrder order)
{
    if (column == m_column && order == m_order)
        return;
    m_column = column;
    m_order = order;
    refill();
}

void HistoryModel::onAdded(const QString &id)
{
    const HistoryEntry &entry = *m_store.find(id);
    if (!matches(entry, m_words))
        return;
    const Key key = keyOf(entry);
    const auto before = std::find_if(m_shown.cbegin(), m_shown.cend(), [&](const QString &shown) {
        const HistoryEntry *other = m_store.find(shown);
        return other && isBefore(key, keyOf(*other));
    });
    const int row = int(before - m_shown.cbegin());
    beginInsertRows({}, row, row);
    m_shown.insert(row, id);
    m_pinned += entry.pinned ? 1 : 0;
    endInsertRows();
}

void HistoryModel::onChanged(const QString &id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    if (m_store.find(id)->pinned != (row < m_pinned)) {
        refill();
        return;
    }
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HistoryEntry *entry = m_store.find(m_shown[index.row()]);
    if (!entry)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cellText(*entry, m_store, index.column());
    case Qt::ToolTipRole:
        return toolTipOf(*entry, m_store);
    case Qt::AccessibleTextRole:
        return index.column() == Pin ? (entry->pinned ? tr("pinned") : tr("not pinned"))
                                     : cellText(*entry, m_store, index.column());
    case ToneRole:
        return index.column() == Result ? QVariant(resultTone(*entry)) : QVariant();
    case MonoRole:
    case MiddleRole:
        return index.column() == RequestColumn;
    case MutedRole:
        return index.column() == When || index.column() == Client || !entry->broken.isEmpty();
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::InitialSortOrderRole) {
        const bool isText = section == RequestColumn || section == Result || section == Client;
        return int(isText ? Qt::AscendingOrder : Qt::DescendingOrder);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static constexpr const char *titles[] = {
        QT_TR_NOOP("Pin"),      QT_TR_NOOP("When"), QT_TR_NOOP("Request"), QT_TR_NOOP("Result"),
        QT_TR_NOOP("Requests"), QT_TR_NOOP("Time"), QT_TR_NOOP("Client"),  QT_TR_NOOP("Notes"),
    };
    return section >= 0 && section < ColumnCount ? QVariant(tr(titles[section])) : QVariant();
}

} // namespace hopscope
