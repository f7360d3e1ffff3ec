// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "redirect/authchoice.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace hopscope
{

/// User name and password, how they are sent, and a token that becomes a header field.
class SignInPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SignInPanel(QWidget *parent = nullptr);

    void setRequest(const TraceRequest &request);
    /// Puts user name, password and how they are sent into `request`.
    void applyTo(TraceRequest &request) const;

    QLineEdit *user() const { return m_user; }

Q_SIGNALS:
    void changed();
    /// The user wants this token in an Authorization field.
    void bearerWanted(const QString &token);

private:
    void giveBearer();

    QLineEdit *m_user;
    QLineEdit *m_password;
    QComboBox *m_how;
    QLineEdit *m_token;
    bool m_filling = false;
};

} // namespace hopscope
