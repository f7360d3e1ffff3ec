// SPDX-License-Identifier: MIT
#include "ui/inspect/timingview.h"

#include "paint/chainclock.h"
#include "paint/chainpainter.h"
#include "paint/labels.h"
#include "ui/inspect/phases.h"
#include "ui/look/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kTimingMargin = 12;
constexpr int kTimingBarHeight = 14;
constexpr qsizetype kMostSpoken = 40;

} // namespace

class TimingView::Bars : public QWidget
{
public:
    void show(const QList<Hop> &hops, int selected)
    {
        m_selected = selected;
        measure(hops);
        // Nobody listens to thousands: then only to the selected one.
        const qsizetype from = m_timings.size() > kMostSpoken ? std::max(selected, 0) : 0;
        QStringList spoken;
        for (qsizetype i = from; i < std::min(m_timings.size(), from + kMostSpoken); ++i)
            spoken.append(u"%1: %2"_s.arg(i + 1).arg(rowText(int(i))));
        setAccessibleDescription(spoken.join(u"; "_s));
        // The row's text is cut where there is no room.
        setToolTip(m_attempts.value(selected));
        update();
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPainter painter(this);
        const int first = std::max(0, (event->rect().top() - kTimingMargin) / rowHeight());
        const int last = std::min(int(m_timings.size()) - 1, event->rect().bottom() / rowHeight());
        for (int row = first; row <= last; ++row)
            paintRow(painter, row, m_end);
    }

private:
    void measure(const QList<Hop> &hops)
    {
        m_timings.clear();
        m_timings.reserve(hops.size());
        m_attempts.clear();
        ChainClock clock;
        for (const Hop &hop : hops) {
            m_timings.append(hop.timing);
            m_timings.last().start = clock.add(hop.timing);
            if (const QString tried = attemptsText(hop.connection.attempts); !tried.isEmpty())
                m_attempts.insert(int(m_timings.size()) - 1, tried);
        }
        m_end = std::max<qint64>(1, clock.end());
        setMinimumHeight(kTimingMargin + int(m_timings.size()) * rowHeight() + kTimingMargin);
    }

    int lineHeight() const { return fontMetrics().height(); }
    /// Room for the number of the request, too.
    int barHeight() const { return std::max(kTimingBarHeight, lineHeight()); }
    int rowHeight() const { return barHeight() + lineHeight() + 18; }

    void paintRow(QPainter &painter, int row, qint64 end) const
    {
        const Colors &colors = colorsOf(palette());
        const Timing &timing = m_timings[row];
        const int top = kTimingMargin + row * rowHeight();
        if (row == m_selected)
            painter.fillRect(QRect(0, top, width(), rowHeight()), QColor(colors.selection));
        const int left = kTimingMargin + fontMetrics().horizontalAdvance(u"0000"_s);
        const int room = std::max(width() - left - kTimingMargin, 10);
        painter.setPen(QColor(colors.text));
        painter.drawText(QRect(kTimingMargin, top + 6, left, barHeight()), Qt::AlignVCenter, QString::number(row + 1));
        paintPhases(painter, QRect(left, top + 6, room, barHeight()), timing, end, palette());
        painter.setPen(QColor(colors.muted));
        const QRect textRect(left, top + 6 + barHeight(), room, lineHeight() + 6);
        painter.drawText(textRect, Qt::AlignVCenter,
                         fontMetrics().elidedText(rowText(row), Qt::ElideRight, textRect.width()));
    }

    /// Phases, their sum, and the addresses that were tried where one failed.
    QString rowText(int row) const
    {
        const qint64 total = totalTime(m_timings[row]);
        const QString phases = phasesText(m_timings[row]);
        const QString times = total > 0 ? u"%1 = %2"_s.arg(durationText(total), phases) : phases;
        const QString tried = m_attempts.value(row);
        return tried.isEmpty() ? times : times + u" · "_s + tried;
    }

    QList<Timing> m_timings;
    QHash<int, QString> m_attempts; ///< by row, where an address failed
    int m_selected = -1;
    qint64 m_end = 1; ///< of the chain, in microseconds
};

TimingView::TimingView(QWidget *parent) : QWidget(parent), m_bars(new Bars)
{
    auto *scroll = new QScrollArea;
    scroll->setWidget(m_bars);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setBackgroundRole(QPalette::Base);
    m_bars->setBackgroundRole(QPalette::Base);
    scroll->setAccessibleName(tr("Timing of the chain"));
    m_bars->setAccessibleName(tr("Timing of the chain"));
    auto *legend = new QHBoxLayout;
    legend->setContentsMargins(kTimingMargin, kTimingMargin, kTimingMargin, 0);
    legend->addWidget(new PhaseLegend);
    legend->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(legend);
    layout->addWidget(scroll, 1);
}

void TimingView::showHops(const QList<Hop> &hops, int selected)
{
    m_bars->show(hops, selected);
}

} // namespace hopscope
