// SPDX-License-Identifier: MIT
#include "ui/request/signinpanel.h"

#include "redirect/authchoice.h"
#include "ui/look/flowlayout.h"
#include "ui/look/widgets.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kSecretCharacters = 24;
constexpr int kAuthRole = Qt::UserRole + 1;

} // namespace

SignInPanel::SignInPanel(QWidget *parent)
    : QWidget(parent),
      m_kind(new ComboBox(tr("How to sign in"), false)),
      m_user(new QLineEdit),
      m_password(new QLineEdit),
      m_token(new QLineEdit),
      m_show(new QCheckBox(tr("S&how"))),
      m_about(new QLabel),
      m_complaint(new QLabel)
{
    const auto add = [this](const QString &title, SignIn::Kind kind, AuthChoice auth = AuthChoice::ClientDefault) {
        m_kind->addItem(title, int(kind));
        m_kind->setItemData(m_kind->count() - 1, int(auth), kAuthRole);
    };
    add(tr("None"), SignIn::None);
    for (const AuthChoiceRow &row : authChoices())
        add(QCoreApplication::translate("auth", row.title), SignIn::User, row.choice);
    add(tr("Bearer token"), SignIn::Bearer);
    add(tr("From the session"), SignIn::Session);
    m_user->setAccessibleName(tr("User name"));
    m_password->setAccessibleName(tr("Password"));
    m_token->setAccessibleName(tr("Bearer token"));
    m_show->setAccessibleName(tr("Show password and token"));
    m_userPart = part(tr("&User name"), m_user);
    m_passwordPart = part(tr("Pass&word"), m_password);
    m_tokenPart = part(tr("&Token"), m_token);
    for (QLabel *label : {m_about, m_complaint}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    makeMuted(m_about);
    m_about->setAccessibleName(tr("About the sign-in"));
    m_complaint->setForegroundRole(QPalette::BrightText);
    m_complaint->setAccessibleName(tr("What is wrong with the sign-in"));
    m_complaint->hide();

    auto *parts = new QWidget;
    auto *flow = new FlowLayout(parts);
    for (QWidget *each : std::initializer_list<QWidget *>{m_kind, m_userPart, m_passwordPart, m_tokenPart, m_show})
        flow->addWidget(each);
    flow->setAlignment(m_show, Qt::AlignVCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 4);
    layout->setSpacing(4);
    layout->addWidget(m_complaint);
    layout->addWidget(parts);
    layout->addWidget(m_about);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showKind();
        emitChanged();
    });
    for (QLineEdit *line : {m_user, m_password, m_token})
        connect(line, &QLineEdit::textChanged, this, &SignInPanel::emitChanged);
    connect(m_show, &QCheckBox::toggled, this, [this](bool on) {
        for (QLineEdit *secret : {m_password, m_token})
            secret->setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password);
    });
    for (QLineEdit *secret : {m_password, m_token})
        secret->setEchoMode(QLineEdit::Password);
    showKind();
}

QWidget *SignInPanel::part(const QString &text, QLineEdit *line)
{
    auto *made = new QWidget;
    auto *row = new QHBoxLayout(made);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    auto *label = new QLabel(text);
    label->setBuddy(line);
    line->setMinimumWidth(kSecretCharacters * line->fontMetrics().averageCharWidth());
    row->addWidget(label);
    row->addWidget(line);
    return made;
}

QWidget *SignInPanel::firstField() const
{
    return m_kind;
}

SignIn::Kind SignInPanel::kind() const
{
    return SignIn::Kind(m_kind->currentData().toInt());
}

void SignInPanel::emitChanged()
{
    if (!m_filling)
        Q_EMIT changed();
}

SignIn SignInPanel::signIn() const
{
    SignIn chosen{.kind = kind()};
    if (chosen.kind == SignIn::User) {
        chosen.auth = AuthChoice(m_kind->currentData(kAuthRole).toInt());
        chosen.user = m_user->text();
        chosen.password = m_password->text();
    } else if (chosen.kind == SignIn::Bearer) {
        chosen.token = m_token->text().trimmed();
    } else if (chosen.kind == SignIn::Field) {
        chosen.field = m_field;
    }
    return chosen;
}

void SignInPanel::setSignIn(const SignIn &wanted)
{
    if (signIn() == wanted)
        return;
    m_filling = true;
    m_field = wanted.field;
    // A field that nobody can choose stands in the list only as long as the request has it.
    const int fieldRow = m_kind->findData(int(SignIn::Field));
    if (wanted.kind == SignIn::Field && fieldRow < 0)
        m_kind->addItem(tr("Authorization field"), int(SignIn::Field));
    for (int row = 0; row < m_kind->count(); ++row) {
        const bool isKind = m_kind->itemData(row).toInt() == int(wanted.kind);
        if (isKind && (wanted.kind != SignIn::User || m_kind->itemData(row, kAuthRole).toInt() == int(wanted.auth)))
            m_kind->setCurrentIndex(row);
    }
    if (wanted.kind != SignIn::Field && fieldRow >= 0)
        m_kind->removeItem(fieldRow);
    m_user->setText(wanted.user);
    m_password->setText(wanted.password);
    m_token->setText(wanted.token);
    m_show->setChecked(false);
    showKind();
    m_filling = false;
}

void SignInPanel::showKind()
{
    const SignIn::Kind shown = kind();
    m_userPart->setVisible(shown == SignIn::User);
    m_passwordPart->setVisible(shown == SignIn::User);
    m_tokenPart->setVisible(shown == SignIn::Bearer);
    m_show->setVisible(shown == SignIn::User || shown == SignIn::Bearer);
    QString about;
    if (shown == SignIn::Session)
        about = m_session;
    else if (shown == SignIn::Field)
        about = tr("The request has a field Authorization: %1 …, which is sent as it is. Headers has it.")
                    .arg(m_field.section(u' ', 0, 0));
    m_about->setText(about);
    m_about->setVisible(!about.isEmpty());
}

void SignInPanel::setSession(const QString &sentence)
{
    m_session = sentence;
    showKind();
}

void SignInPanel::setComplaint(const QString &complaint)
{
    m_complaint->setText(complaint);
    m_complaint->setVisible(!complaint.isEmpty());
}

} // namespace hopscope
