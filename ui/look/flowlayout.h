// SPDX-License-Identifier: MIT
#pragma once

#include <QLayout>
#include <QList>

namespace hopscope
{

/// Items side by side as long as there is room, then in the next line.
class FlowLayout : public QLayout
{
public:
    explicit FlowLayout(QWidget *parent);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override;
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    bool hasHeightForWidth() const override;
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    int arrange(const QRect &rect, bool moves) const;

    QList<QLayoutItem *> m_items;
};

} // namespace hopscope
