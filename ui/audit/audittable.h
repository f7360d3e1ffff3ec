// SPDX-License-Identifier: MIT
#pragma once

#include "ui/look/linetable.h"

namespace hopscope
{

/// The rows of an AuditModel.
class AuditTable : public LineTable
{
    Q_OBJECT

public:
    explicit AuditTable(QWidget *parent = nullptr);
};

} // namespace hopscope
