// SPDX-License-Identifier: MIT
#pragma once

#include <QFormLayout>

namespace hopscope
{

/// A form whose labels stand on the baseline of the text in the field beside them. QFormLayout puts them near the top.
class BaselineForm : public QFormLayout
{
    Q_OBJECT

public:
    using QFormLayout::QFormLayout;

    void setGeometry(const QRect &rect) override;
};

} // namespace hopscope
