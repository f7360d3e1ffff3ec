// SPDX-License-Identifier: MIT
#pragma once

#include "net/auditoption.h"

#include <QWidget>

#include <functional>

namespace hopscope
{

class ClientBox;

/// The client and a field for each row of auditOptions().
class AuditOptionsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit AuditOptionsPanel(QWidget *parent = nullptr);

    /// The error is one sentence: the first field that is wrong.
    Result<AuditChoices> choices() const;
    /// Id of the client; what stands there instead if it is none.
    QString client() const;
    void setClient(const QString &id);
    /// Makes the option what `values` say, as its own field does; nothing for what is usual.
    void choose(QStringView option, const QStringList &values);
    /// How many options are not as usual, without the client.
    int changed() const;

Q_SIGNALS:
    void edited();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Field {
        const AuditOption *option = nullptr;
        QWidget *widget = nullptr; ///< to type into or to press
        std::function<QStringList()> values;
        std::function<void(const QStringList &)> show;
    };

    QWidget *groupBox(const AuditOptionGroupRow &group);
    void alignGroups();
    QWidget *addField(const AuditOption &option);
    QWidget *addLine(Field &field);
    QWidget *addLines(Field &field);
    QWidget *addChoice(Field &field);
    QWidget *addChoices(Field &field);
    QWidget *addNumber(Field &field);

    ClientBox *m_client;
    QList<Field> m_fields;
    QList<QWidget *> m_groups;
};

} // namespace hopscope
