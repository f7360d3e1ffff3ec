// SPDX-License-Identifier: MIT
#include "ui/request/clientpicker.h"

#include "redirect/profiletext.h"
#include "ui/request/clientstore.h"

#include <QLineEdit>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kIdRole = Qt::UserRole + 1;
constexpr int kFilterRole = Qt::UserRole + 2;

QStandardItem *itemFor(const ClientProfile &profile)
{
    auto *item = new QStandardItem(ProfileText::tr(profile.title));
    item->setEditable(false);
    item->setCheckable(true);
    item->setData(QString(profile.id), kIdRole);
    item->setData(QStringList{item->text(), profile.id, ProfileText::tr(profile.group)}.join(u' '), kFilterRole);
    item->setToolTip(u"<p>%1</p>"_s.arg(ProfileText::tr(profile.description).toHtmlEscaped()));
    return item;
}

} // namespace

ClientPicker::ClientPicker(QWidget *parent)
    : QWidget(parent),
      m_filter(new QLineEdit),
      m_list(new QListView),
      m_model(new QStandardItemModel(this)),
      m_filtered(new QSortFilterProxyModel(this))
{
    fill();
    if (const ClientStore *store = clientStore())
        connect(store, &ClientStore::changed, this, &ClientPicker::renew);
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterRole(kFilterRole);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setAccessibleName(tr("Show clients with this name or kind"));
    m_filter->setPlaceholderText(tr("Filter clients"));
    m_filter->setClearButtonEnabled(true);
    m_list->setModel(m_filtered);
    m_list->setAccessibleName(tr("Clients to run"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setSpacing(2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 0);
    layout->setSpacing(6);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    connect(m_filter, &QLineEdit::textChanged, m_filtered, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_model, &QStandardItemModel::itemChanged, this, &ClientPicker::chosenChanged);
}

void ClientPicker::fill()
{
    for (const ClientPointer &profile : knownClients().all())
        m_model->appendRow(itemFor(*profile));
}

/// What is chosen stays, but for clients that are gone.
void ClientPicker::renew()
{
    const QStringList before = chosen();
    m_model->removeRows(0, m_model->rowCount());
    fill();
    setChosen(before);
    Q_EMIT chosenChanged();
}

QStringList ClientPicker::chosen() const
{
    QStringList ids;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QStandardItem *item = m_model->item(row);
        if (item->checkState() == Qt::Checked)
            ids.append(item->data(kIdRole).toString());
    }
    return ids;
}

void ClientPicker::setChosen(const QStringList &ids)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        QStandardItem *item = m_model->item(row);
        item->setCheckState(ids.contains(item->data(kIdRole).toString()) ? Qt::Checked : Qt::Unchecked);
    }
}

} // namespace hopscope
