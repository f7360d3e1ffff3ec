// SPDX-License-Identifier: MIT
#pragma once

#include "net/clientfiles.h"
#include "net/tracerequest.h"
#include "ui/look/widgets.h"

class QStandardItemModel;

namespace hopscope
{

/// A built-in client or one of the user's own; nullptr when there is none called so.
ClientPointer clientCalled(QStringView id);

/// The request as that client's, be it built in or the user's own.
TraceRequest asClient(TraceRequest request, const QString &id);

/// The client profiles (item data: the id) below headings of their kinds. Typing searches in titles and ids.
class ClientBox : public ComboBox
{
    Q_OBJECT

public:
    /// `pattern` is the text of an item, with %1 for the client's title.
    ClientBox(const QString &name, const QString &pattern, QWidget *parent = nullptr);

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    void addHeading(QStandardItemModel &model, const QString &text);
    void addClient(QStandardItemModel &model, const ClientProfile &client, const QString &pattern);
    void settle();
};

} // namespace hopscope
