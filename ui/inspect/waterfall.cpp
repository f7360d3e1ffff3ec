// SPDX-License-Identifier: MIT
#include "ui/inspect/waterfall.h"

#include "paint/chainpainter.h"
#include "ui/inspect/hopmodel.h"
#include "ui/inspect/phases.h"
#include "ui/look/theme.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kWaterfallMargin = 12;
constexpr int kWaterfallBarHeight = 12;
constexpr int kLineGap = 10;

class BarDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &model = *static_cast<const HopModel *>(index.model());
        if (model.isUnderWay(index.row()))
            return; // its times come with its end
        Timing timing = model.hops().at(index.row()).timing;
        timing.start = model.startTime(index.row());
        const Colors &colors = colorsOf(option.palette);
        const QRect rect = option.rect;
        painter->save();
        painter->setLayoutDirection(Qt::LayoutDirectionAuto);
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(rect, QColor(colors.selection));
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QColor(colors.accent));
            painter->drawRect(rect.adjusted(0, 0, -1, -1));
        }
        painter->setFont(monoFont(option.font));
        const QFontMetrics metrics = painter->fontMetrics();
        const int numbers = metrics.horizontalAdvance(QString::number(model.rowCount())) + 8;
        const int durations = metrics.horizontalAdvance(u" 1000.0 ms"_s);
        const QRect bars(rect.left() + kWaterfallMargin + numbers, rect.center().y() - kWaterfallBarHeight / 2,
                         std::max(rect.width() - 2 * kWaterfallMargin - numbers - durations, 10), kWaterfallBarHeight);
        const int right = paintPhases(*painter, bars, timing, model.endTime(), option.palette);
        painter->setPen(QColor(colors.text));
        painter->drawText(QRect(rect.left() + kWaterfallMargin, rect.top(), numbers, rect.height()), Qt::AlignVCenter,
                          QString::number(index.row() + 1));
        painter->drawText(QRect(right + 6, rect.top(), durations, rect.height()), Qt::AlignVCenter,
                          durationText(totalTime(timing)));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        Q_UNUSED(index);
        return {100, option.fontMetrics.height() + kLineGap};
    }
};

} // namespace

Waterfall::Waterfall(QWidget *parent) : QListView(parent)
{
    setItemDelegate(new BarDelegate(this));
    setUniformItemSizes(true);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

} // namespace hopscope
