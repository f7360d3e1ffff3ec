// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace hopscope
{

/// Which clients of a list are shown: those that fit what is typed, of all clients or of the user's stack. Esc clears
/// what is typed.
class ClientSearch : public QWidget
{
    Q_OBJECT

public:
    /// `name` and `choice` are the accessible names of the field and of the box beside it.
    ClientSearch(const QString &name, const QString &choice, QWidget *parent = nullptr);

    QString typed() const;
    bool isStackOnly() const;
    void focusField();
    /// Why nothing is shown, when nothing is.
    QString emptyText() const;

Q_SIGNALS:
    void changed();
    /// Down was pressed: to the list.
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// The field may become narrow, and does not take more than its words need.
    void limitField();

    QLineEdit *m_field;
    QComboBox *m_which;
};

} // namespace hopscope
