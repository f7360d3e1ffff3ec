// SPDX-License-Identifier: MIT
#include "ui/saved/environmentbar.h"

#include "ui/look/widgets.h"
#include "ui/saved/collectionstore.h"
#include "ui/saved/environmenteditor.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

EnvironmentBar::EnvironmentBar(QWidget *parent)
    : QWidget(parent),
      m_box(new ComboBox(tr("Environment"), false)),
      m_edit(pushButton(tr("&Variables…"), tr("Edit the variables of the environment, or those of all"))),
      m_new(pushButton(tr("New &environment…"), tr("Make an environment"))),
      m_prompt(new QWidget),
      m_asked(new QLabel),
      m_value(new QLineEdit),
      m_set(pushButton(tr("&Set"), tr("Keep the value until Hopscope is closed")))
{
    m_asked->setTextFormat(Qt::PlainText);
    m_asked->setWordWrap(true);
    m_value->setEchoMode(QLineEdit::Password);
    m_value->setAccessibleName(tr("Value of the secret variable"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_box, 1);
    row->addWidget(m_edit);
    row->addWidget(m_new);
    auto *prompt = new QHBoxLayout(m_prompt);
    prompt->setContentsMargins(0, 0, 0, 0);
    prompt->setSpacing(8);
    prompt->addWidget(m_asked);
    prompt->addWidget(m_value, 1);
    prompt->addWidget(m_set);
    m_prompt->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->addLayout(row);
    layout->addWidget(m_prompt);
}

void EnvironmentBar::setStore(CollectionStore *store)
{
    m_store = store;
    connect(store, &CollectionStore::changed, this, &EnvironmentBar::refresh);
    connect(m_box, &QComboBox::activated, this, [this] { m_store->setEnvironment(m_box->currentData().toString()); });
    connect(m_edit, &QPushButton::clicked, this, [this] { edit(false); });
    connect(m_new, &QPushButton::clicked, this, [this] { edit(true); });
    connect(m_set, &QPushButton::clicked, this, &EnvironmentBar::takeSecret);
    connect(m_value, &QLineEdit::returnPressed, this, &EnvironmentBar::takeSecret);
    refresh();
}

void EnvironmentBar::refresh()
{
    const QSignalBlocker quiet(m_box);
    m_box->clear();
    m_box->addItem(tr("No environment"), QString());
    for (const CollectionEnvironment &each : m_store->collection().environments)
        m_box->addItem(each.error.isEmpty() ? each.name : tr("%1 (cannot be read)").arg(each.name), each.name);
    const QString used = m_store->environment();
    // It is still what requests are sent with, which then fail.
    if (!used.isEmpty() && m_box->findData(used) < 0)
        m_box->addItem(tr("%1 (not there)").arg(used), used);
    m_box->setCurrentIndex(std::max(0, m_box->findData(used)));
    const auto missing = m_store->missingSecrets();
    m_prompt->setVisible(!missing.isEmpty());
    if (!missing.isEmpty())
        m_asked->setText(tr("Value of {{%1}}").arg(missing.constFirst().second));
}

void EnvironmentBar::edit(bool isNew)
{
    const QString environment = isNew ? QString() : m_store->environment();
    auto *editor = new EnvironmentEditor(*m_store, environment, !isNew && environment.isEmpty(), window());
    editor->setAttribute(Qt::WA_DeleteOnClose);
    editor->open();
}

void EnvironmentBar::takeSecret()
{
    const auto missing = m_store->missingSecrets();
    if (missing.isEmpty() || m_value->text().isEmpty())
        return;
    const QString value = m_value->text();
    m_value->clear();
    m_store->setSecret(missing.constFirst().first, missing.constFirst().second, value);
}

} // namespace hopscope
