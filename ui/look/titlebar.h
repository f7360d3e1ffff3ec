// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QBoxLayout;
class QLabel;

namespace hopscope
{

/// A bar with a bold title at the start and something else at the end, which goes below the title where it is narrow;
/// their texts wrap there.
class TitleBar : public QWidget
{
    Q_OBJECT

public:
    /// Takes both; `right` may be null and is muted.
    TitleBar(QLabel *title, QWidget *right);

    /// As wide as the wider of the two.
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;

private:
    void arrange();

    QBoxLayout *m_row;
    QLabel *m_title;
    QWidget *m_right;
};

} // namespace hopscope
