// SPDX-License-Identifier: MIT
#include "ui/request/clientlistmodel.h"

#include "redirect/profiletext.h"
#include "ui/look/theme.h"
#include "ui/request/clientstore.h"

#include <QFont>
#include <QGuiApplication>

namespace hopscope
{

using namespace Qt::StringLiterals;

ClientListModel::ClientListModel(QObject *parent) : QAbstractTableModel(parent)
{
    if (const ClientStore *store = clientStore()) {
        connect(store, &ClientStore::changed, this, [this] {
            arrange();
            Q_EMIT chosenChanged();
        });
        connect(store, &ClientStore::stackChanged, this, &ClientListModel::showStack);
    }
    arrange();
}

void ClientListModel::show(const QString &typed, bool stackOnly)
{
    m_typed = typed;
    m_stackOnly = stackOnly;
    arrange();
}

void ClientListModel::arrange()
{
    beginResetModel();
    m_arranged = knownStack();
    m_stack = {m_arranged.begin(), m_arranged.end()};
    QList<ClientPointer> shown;
    for (const ClientPointer &client : knownClients().all()) {
        if (fitsSearch(*client, m_typed))
            shown.append(client);
    }
    if (m_stackOnly)
        shown = clientsOfStack(shown, m_arranged);
    m_rows.clear();
    for (const ClientGroup &group : clientGroups(shown, m_arranged)) {
        m_rows.append({group.title, nullptr});
        for (const ClientPointer &client : group.clients)
            m_rows.append({nullptr, client});
    }
    endResetModel();
}

void ClientListModel::showStack()
{
    const QStringList stack = knownStack();
    m_stack = {stack.begin(), stack.end()};
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, Stack), index(rowCount() - 1, Stack));
}

QStringList ClientListModel::chosen() const
{
    QStringList ids;
    for (const ClientGroup &group : clientGroups(knownClients().all(), m_arranged)) {
        for (const ClientPointer &client : group.clients) {
            if (m_chosen.contains(client->id))
                ids.append(client->id);
        }
    }
    return ids;
}

void ClientListModel::setChosen(const QStringList &ids)
{
    m_chosen = {ids.begin(), ids.end()};
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, Name), index(rowCount() - 1, Name));
    Q_EMIT chosenChanged();
}

QString ClientListModel::clientAt(int row) const
{
    const ClientPointer client = m_rows.value(row).client;
    return client ? QString(client->id) : QString();
}

int ClientListModel::rowOf(const QString &client) const
{
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (!isHeading(row) && client == m_rows[row].client->id)
            return row;
    }
    return -1;
}

int ClientListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ClientListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

Qt::ItemFlags ClientListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || isHeading(index.row()))
        return Qt::NoItemFlags;
    const Qt::ItemFlags usual = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return index.column() == Version ? usual : usual | Qt::ItemIsUserCheckable;
}

QVariant ClientListModel::headingData(int row, int column, int role) const
{
    if (role == Qt::DisplayRole && column == Name)
        return ProfileText::tr(m_rows[row].heading);
    if (role == Qt::ForegroundRole)
        return QColor(colorsOf(QGuiApplication::palette()).muted);
    if (role != Qt::FontRole)
        return {};
    QFont bold;
    bold.setBold(true);
    return bold;
}

QVariant ClientListModel::nameData(const ClientProfile &client, int role) const
{
    const QString title = ProfileText::tr(client.title);
    switch (role) {
    case Qt::DisplayRole:
        return title;
    case Qt::CheckStateRole:
        return int(m_chosen.contains(client.id) ? Qt::Checked : Qt::Unchecked);
    case Qt::ToolTipRole:
        return u"<p>%1</p><p>%2</p>"_s.arg(
            tr("%1 (%2, version %3)").arg(title, client.id, client.version).toHtmlEscaped(),
            ProfileText::tr(client.description).toHtmlEscaped());
    default:
        return {};
    }
}

QVariant ClientListModel::versionData(const ClientProfile &client, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return QString(client.version);
    case Qt::ForegroundRole:
        return QColor(colorsOf(QGuiApplication::palette()).muted);
    default:
        return {};
    }
}

QVariant ClientListModel::stackData(const ClientProfile &client, int role) const
{
    const bool isIn = m_stack.contains(client.id);
    switch (role) {
    case Qt::DisplayRole:
        return isIn ? u"★"_s : u"☆"_s;
    case Qt::AccessibleTextRole:
        return isIn ? tr("In my stack") : tr("Not in my stack");
    case Qt::CheckStateRole:
        return int(isIn ? Qt::Checked : Qt::Unchecked);
    case Qt::ToolTipRole:
        return isIn ? tr("In my stack: shown first here, on the Compare page and where a client is chosen.\nA click, "
                         "or Space, takes it out.")
                    : tr("Not in my stack.\nA click, or Space, puts it in.");
    default:
        return {};
    }
}

QVariant ClientListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (isHeading(index.row()))
        return headingData(index.row(), index.column(), role);
    const ClientProfile &client = *m_rows[index.row()].client;
    switch (index.column()) {
    case Name:
        return nameData(client, role);
    case Version:
        return versionData(client, role);
    default:
        return stackData(client, role);
    }
}

bool ClientListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !flags(index).testFlag(Qt::ItemIsUserCheckable))
        return false;
    const QString id = clientAt(index.row());
    const bool on = value.toInt() == Qt::Checked;
    if (index.column() == Stack) {
        Q_EMIT stackEdited(stackWith(knownStack(), id, on));
        return true;
    }
    if (on)
        m_chosen.insert(id);
    else
        m_chosen.remove(id);
    Q_EMIT dataChanged(index, index);
    Q_EMIT chosenChanged();
    return true;
}

QVariant ClientListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool isStack = section == Stack;
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return isStack ? u"★"_s : section == Name ? tr("Run as") : tr("Version");
    case Qt::AccessibleTextRole:
        return isStack ? QVariant(tr("My stack")) : QVariant();
    case Qt::ToolTipRole:
        return isStack ? QVariant(tr("My stack: the clients that matter to you")) : QVariant();
    case Qt::TextAlignmentRole:
        return isStack ? QVariant(Qt::AlignCenter) : QVariant();
    default:
        return {};
    }
}

} // namespace hopscope
