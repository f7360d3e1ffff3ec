// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/clients.h"
#include "ui/look/widgets.h"

class QAction;
class QStandardItemModel;

namespace hopscope
{

/// The client profiles (item data: the id) below headings: the user's stack, then the others by language. A click
/// anywhere opens the list; typing searches in titles, ids, versions and languages. What is no client stays as it was
/// typed, marked, and no other client takes its place: then the current index is -1. The own clients are those that
/// their folder holds when the list opens.
class ClientBox : public ComboBox
{
    Q_OBJECT

public:
    /// `pattern` is the text of an item, with %1 for the client's title.
    ClientBox(const QString &name, const QString &pattern, QWidget *parent = nullptr);

    /// The id of the client; what stands there instead if it is none.
    QString client() const;
    /// An id that is none here stays.
    void setClient(const QString &id);
    /// Why what stands there is no client, one sentence; empty if it is one.
    QString complaint() const;

    void showPopup() override;
    void hidePopup() override;

protected:
    void focusInEvent(QFocusEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addHeading(const QString &text);
    void addClients();
    static QString clientToolTip(const ClientProfile &client);
    /// Fills the list again; the choice stays, also that of an own client that is gone: it is none then.
    void renewClients();
    void renewOwnClients();
    void settle();
    void setUnknown(const QString &text);
    void showMark();

    QString m_pattern;
    QStandardItemModel *m_items;
    QAction *m_mark;
    QString m_unknown; ///< what is no client; meaningless while one is chosen
};

} // namespace hopscope
