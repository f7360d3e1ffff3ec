// SPDX-License-Identifier: MIT
#include "ui/request/signinpanel.h"

#include "ui/look/widgets.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace hopscope
{

using namespace Qt::StringLiterals;

SignInPanel::SignInPanel(QWidget *parent)
    : QWidget(parent),
      m_user(new QLineEdit),
      m_password(new QLineEdit),
      m_how(new ComboBox(tr("How they are sent"), false)),
      m_token(new QLineEdit)
{
    m_user->setAccessibleName(tr("User name"));
    m_password->setAccessibleName(tr("Password"));
    m_password->setEchoMode(QLineEdit::PasswordEchoOnEdit);
    m_token->setAccessibleName(tr("Bearer token"));
    m_token->setEchoMode(QLineEdit::PasswordEchoOnEdit);
    for (const AuthChoiceRow &row : authChoices())
        m_how->addItem(QCoreApplication::translate("auth", row.title), int(row.choice));
    auto *add = new QPushButton(tr("&Add as a field"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 2, 0, 2);
    layout->setSpacing(10);
    const std::pair<QString, QWidget *> rows[] = {{tr("&User name"), m_user},
                                                  {tr("Pass&word"), m_password},
                                                  {tr("&Sent"), m_how},
                                                  {tr("&Bearer token"), m_token}};
    for (const auto &[text, widget] : rows) {
        auto *label = new QLabel(text);
        label->setBuddy(widget);
        layout->addWidget(label);
        layout->addWidget(widget, widget == m_how ? 0 : 1);
    }
    layout->addWidget(add);
    const auto change = [this] {
        if (!m_filling)
            Q_EMIT changed();
    };
    connect(m_user, &QLineEdit::textChanged, this, change);
    connect(m_password, &QLineEdit::textChanged, this, change);
    connect(m_how, &QComboBox::currentIndexChanged, this, change);
    connect(m_token, &QLineEdit::returnPressed, this, &SignInPanel::giveBearer);
    connect(add, &QPushButton::clicked, this, &SignInPanel::giveBearer);
}

void SignInPanel::giveBearer()
{
    if (const QString token = m_token->text().trimmed(); !token.isEmpty())
        Q_EMIT bearerWanted(token);
    m_token->clear();
}

void SignInPanel::setRequest(const TraceRequest &request)
{
    m_filling = true;
    const qsizetype colon = request.userPassword.indexOf(':');
    m_user->setText(QString::fromUtf8(colon < 0 ? request.userPassword : request.userPassword.first(colon)));
    m_password->setText(colon < 0 ? QString() : QString::fromUtf8(request.userPassword.sliced(colon + 1)));
    m_how->setCurrentIndex(m_how->findData(int(request.auth)));
    m_filling = false;
}

void SignInPanel::applyTo(TraceRequest &request) const
{
    const bool isGiven = !m_user->text().isEmpty() || !m_password->text().isEmpty();
    request.userPassword = isGiven ? (m_user->text() + u':' + m_password->text()).toUtf8() : QByteArray();
    request.auth = AuthChoice(m_how->currentData().toInt());
}

} // namespace hopscope
