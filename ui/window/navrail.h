// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QButtonGroup;

namespace hopscope
{

/// The column of buttons at the left, one a page.
class NavRail : public QWidget
{
    Q_OBJECT

public:
    explicit NavRail(QWidget *parent = nullptr);

    void setCurrent(int page);

Q_SIGNALS:
    void pageRequested(int page);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void tint();
    /// As wide and high as the texts need.
    void fit();

    QButtonGroup *m_buttons;
};

} // namespace hopscope
