// SPDX-License-Identifier: MIT
#pragma once

#include "ui/request/signin.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace hopscope
{

/// One choice of how the request signs in, the fields that belong to it, and what the trace's session knows.
class SignInPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SignInPanel(QWidget *parent = nullptr);

    /// Password and token are hidden again when it is another one.
    void setSignIn(const SignIn &signIn);
    SignIn signIn() const;
    /// What the session of the trace knows about the server, one sentence.
    void setSession(const QString &sentence);
    /// Why the request cannot sign in like that; empty if it can.
    void setComplaint(const QString &complaint);

    QWidget *firstField() const;

Q_SIGNALS:
    void changed();

private:
    QWidget *part(const QString &text, QLineEdit *line);
    SignIn::Kind kind() const;
    void showKind();
    void emitChanged();

    QComboBox *m_kind;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QLineEdit *m_token;
    QCheckBox *m_show;
    QLabel *m_about;
    QLabel *m_complaint;
    QWidget *m_userPart;
    QWidget *m_passwordPart;
    QWidget *m_tokenPart;
    QString m_field;
    QString m_session;
    bool m_filling = false;
};

} // namespace hopscope
