// SPDX-License-Identifier: MIT
#pragma once

#include <QLayout>
#include <QList>

namespace hopscope
{

inline constexpr int kFlowGap = 18;

/// Items side by side, as the language runs, as long as there is room, then in the next line; each in the middle of the
/// height of its line. One that is wider than the layout gets its width, and the height that it then needs.
class FlowLayout : public QLayout
{
public:
    /// `gap` is between two items of a line.
    explicit FlowLayout(QWidget *parent, int gap = kFlowGap);
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
    int m_gap;
};

} // namespace hopscope
