// SPDX-License-Identifier: MIT
#include "ui/request/clientbox.h"

#include "redirect/profiletext.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QFocusEvent>
#include <QLineEdit>
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

ClientPointer clientCalled(QStringView id)
{
    return findClient(id, ownClients().clients);
}

TraceRequest asClient(TraceRequest request, const QString &id)
{
    request.client = id;
    request.ownClient = clientCalled(id);
    return request;
}

ClientBox::ClientBox(const QString &name, const QString &pattern, QWidget *parent) : ComboBox(name, true, parent)
{
    auto *items = new QStandardItemModel(this);
    QString group;
    for (const ClientProfile *client : allClients()) {
        if (group != ProfileText::tr(client->group)) {
            group = ProfileText::tr(client->group);
            addHeading(*items, tr("%1:").arg(group)); // a text that nobody types: Qt would choose the heading
        }
        addClient(*items, *client, pattern);
    }
    for (const QString &fault : ownClients().faults)
        addHeading(*items, tr("Not read: %1").arg(fault));
    setModel(items);

    auto *search = new QCompleter(items, this);
    search->setCompletionRole(kSearchRole);
    search->setFilterMode(Qt::MatchContains);
    search->setCaseSensitivity(Qt::CaseInsensitive);
    search->popup()->setAccessibleName(name);
    setCompleter(search);
    setInsertPolicy(QComboBox::NoInsert);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(lineEdit(), &QLineEdit::editingFinished, this, &ClientBox::settle);
    setCurrentIndex(findData(QString(clientProfiles().front().id)));
}

void ClientBox::addHeading(QStandardItemModel &model, const QString &text)
{
    auto *item = new QStandardItem(text);
    item->setFlags(Qt::NoItemFlags);
    item->setToolTip(text);
    QFont bold = font();
    bold.setBold(true);
    item->setFont(bold);
    model.appendRow(item);
}

void ClientBox::addClient(QStandardItemModel &model, const ClientProfile &client, const QString &pattern)
{
    auto *item = new QStandardItem(pattern.arg(ProfileText::tr(client.title)));
    item->setData(QString(client.id), Qt::UserRole);
    item->setData(u"%1 %2"_s.arg(ProfileText::tr(client.title), client.id), kSearchRole);
    item->setToolTip(tr("%1 (%2, version %3)").arg(ProfileText::tr(client.description), client.id, client.version));
    model.appendRow(item);
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
