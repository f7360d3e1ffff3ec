// SPDX-License-Identifier: MIT
#include "ui/request/clientbox.h"

#include "redirect/profiletext.h"
#include "ui/request/clientstore.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QFocusEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStandardItemModel>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kSearchRole = Qt::UserRole + 1; ///< what typed text is looked for in

/// The only row in which `text` is found, or the one whose id it is; -1 when there is none or several.
int rowFor(const QComboBox &box, const QString &text)
{
    if (text.isEmpty())
        return -1;
    if (const int exact = box.findData(text); exact >= 0)
        return exact;
    int found = -1;
    for (int row = 0; row < box.count(); ++row) {
        if (!box.itemData(row, kSearchRole).toString().contains(text, Qt::CaseInsensitive))
            continue;
        if (found >= 0)
            return -1;
        found = row;
    }
    return found;
}

} // namespace

ClientBox::ClientBox(const QString &name, const QString &pattern, QWidget *parent)
    : ComboBox(name, true, parent), m_pattern(pattern), m_items(new QStandardItemModel(this))
{
    addClients(Clients().all());
    m_builtInRows = m_items->rowCount();
    addOwnClients();
    setModel(m_items);

    auto *search = new QCompleter(m_items, this);
    search->setCompletionRole(kSearchRole);
    search->setFilterMode(Qt::MatchContains);
    search->setCaseSensitivity(Qt::CaseInsensitive);
    search->popup()->setAccessibleName(name);
    setCompleter(search);
    setInsertPolicy(QComboBox::NoInsert);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(lineEdit(), &QLineEdit::editingFinished, this, &ClientBox::settle);
    setCurrentIndex(findData(QString(clientProfiles().front().id)));
    if (const ClientStore *store = clientStore())
        connect(store, &ClientStore::changed, this, &ClientBox::renewOwnClients);
}

void ClientBox::showPopup()
{
    if (ClientStore *store = clientStore())
        store->refresh();
    ComboBox::showPopup();
}

void ClientBox::addHeading(const QString &text)
{
    auto *item = new QStandardItem(text);
    item->setFlags(Qt::NoItemFlags);
    item->setToolTip(text);
    QFont bold = font();
    bold.setBold(true);
    item->setFont(bold);
    m_items->appendRow(item);
}

void ClientBox::addClients(const QList<ClientPointer> &clients)
{
    QString group;
    for (const ClientPointer &client : clients) {
        if (const QString own = ProfileText::tr(client->group); group != own) {
            group = own;
            addHeading(tr("%1:").arg(group)); // a text that nobody types: Qt would choose the heading
        }
        const QString title = ProfileText::tr(client->title);
        auto *item = new QStandardItem(m_pattern.arg(title));
        item->setData(QString(client->id), Qt::UserRole);
        item->setData(u"%1 %2"_s.arg(title, client->id), kSearchRole);
        item->setToolTip(
            tr("%1 (%2, version %3)").arg(ProfileText::tr(client->description), client->id, client->version));
        m_items->appendRow(item);
    }
}

void ClientBox::addOwnClients()
{
    const Clients clients = knownClients();
    addClients(clients.own());
    for (const QString &fault : clients.faults())
        addHeading(tr("Not read: %1").arg(fault));
}

/// The choice stays; an own client that is gone gives way to the first one.
void ClientBox::renewOwnClients()
{
    const QString chosen = currentData().toString();
    const QString typed = lineEdit()->text() == itemText(currentIndex()) ? QString() : lineEdit()->text();
    const bool isOwn = currentIndex() >= m_builtInRows;
    {
        const QSignalBlocker blocker(this);
        m_items->removeRows(m_builtInRows, m_items->rowCount() - m_builtInRows);
        addOwnClients();
        const int row = findData(chosen);
        setCurrentIndex(row >= 0 ? row : findData(QString(clientProfiles().front().id)));
        setEditText(typed.isEmpty() ? itemText(currentIndex()) : typed);
    }
    // Its rules may have changed although its place has not.
    if (isOwn)
        Q_EMIT currentIndexChanged(currentIndex());
}

/// What is typed chooses a client when it fits only one; otherwise the last choice stays.
void ClientBox::settle()
{
    if (lineEdit()->text() == itemText(currentIndex()))
        return;
    if (const int row = rowFor(*this, lineEdit()->text().trimmed()); row >= 0)
        setCurrentIndex(row);
    setEditText(itemText(currentIndex()));
}

void ClientBox::focusInEvent(QFocusEvent *event)
{
    ComboBox::focusInEvent(event);
    lineEdit()->selectAll();
}

} // namespace hopscope
