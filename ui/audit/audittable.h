// SPDX-License-Identifier: MIT
#pragma once

#include "ui/look/linetable.h"

namespace hopscope
{

/// The rows of an AuditModel; columns that the user has not dragged share the width.
class AuditTable : public LineTable
{
    Q_OBJECT

public:
    explicit AuditTable(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void distribute();

    bool m_distributing = false;
    bool m_hasOwnWidths = false;
};

} // namespace hopscope
