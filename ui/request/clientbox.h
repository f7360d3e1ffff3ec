// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/clients.h"
#include "ui/look/widgets.h"

class QStandardItemModel;

namespace hopscope
{

/// The client profiles (item data: the id) below headings of their kinds. Typing searches in titles and ids. The own
/// clients are those that their folder holds when the list opens.
class ClientBox : public ComboBox
{
    Q_OBJECT

public:
    /// `pattern` is the text of an item, with %1 for the client's title.
    ClientBox(const QString &name, const QString &pattern, QWidget *parent = nullptr);
    void showPopup() override;

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    void addHeading(const QString &text);
    void addClients(const QList<ClientPointer> &clients);
    void addOwnClients();
    void renewOwnClients();
    void settle();

    QString m_pattern;
    QStandardItemModel *m_items;
    int m_builtInRows = 0; ///< headings included
};

} // namespace hopscope
