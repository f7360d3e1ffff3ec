// SPDX-License-Identifier: MIT
#include "ui/timingview.h"

#include "paint/chainpainter.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <array>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::array phaseNames = {
    QT_TRANSLATE_NOOP("ui", "DNS"),  QT_TRANSLATE_NOOP("ui", "connect"), QT_TRANSLATE_NOOP("ui", "TLS"),
    QT_TRANSLATE_NOOP("ui", "send"), QT_TRANSLATE_NOOP("ui", "wait"),    QT_TRANSLATE_NOOP("ui", "receive"),
};

constexpr int kMargin = 12;
constexpr int kBarHeight = 14;

std::array<qint64, 6> phasesOf(const Timing &timing)
{
    return {timing.dns, timing.connect, timing.tls, timing.send, timing.wait, timing.receive};
}

QString phaseName(size_t phase)
{
    return QCoreApplication::translate("ui", phaseNames[phase]);
}

} // namespace

class TimingView::Bars : public QWidget
{
public:
    void show(const QList<Hop> &hops, int selected)
    {
        m_hops = hops;
        m_selected = selected;
        setMinimumHeight(legendHeight() + int(m_hops.size()) * rowHeight() + kMargin);
        QStringList spoken;
        for (qsizetype i = 0; i < m_hops.size(); ++i)
            spoken.append(u"%1: %2"_s.arg(i + 1).arg(phasesText(m_hops[i].timing)));
        setAccessibleDescription(spoken.join(u"; "_s));
        update();
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Q_UNUSED(event);
        QPainter painter(this);
        paintLegend(painter);
        qint64 end = 1;
        for (const Hop &hop : std::as_const(m_hops))
            end = std::max(end, hop.timing.start + totalTime(hop.timing));
        for (qsizetype i = 0; i < m_hops.size(); ++i)
            paintRow(painter, int(i), end);
    }

private:
    int lineHeight() const { return fontMetrics().height(); }
    int rowHeight() const { return kBarHeight + lineHeight() + 18; }
    int legendHeight() const { return lineHeight() + 2 * kMargin; }

    void paintLegend(QPainter &painter) const
    {
        const Colors &colors = colorsOf(palette());
        int x = kMargin;
        for (size_t phase = 0; phase < phaseNames.size(); ++phase) {
            painter.fillRect(QRect(x, kMargin + 2, 12, lineHeight() - 4), QColor(colors.phases[phase]));
            painter.setPen(QColor(colors.muted));
            const QString name = phaseName(phase);
            painter.drawText(QPoint(x + 17, kMargin + fontMetrics().ascent()), name);
            x += 17 + fontMetrics().horizontalAdvance(name) + 16;
        }
    }

    void paintRow(QPainter &painter, int row, qint64 end) const
    {
        const Colors &colors = colorsOf(palette());
        const Timing &timing = m_hops[row].timing;
        const int top = legendHeight() + row * rowHeight();
        if (row == m_selected)
            painter.fillRect(QRect(0, top, width(), rowHeight()), QColor(colors.selection));
        const int left = kMargin + fontMetrics().horizontalAdvance(u"0000"_s);
        const int room = std::max(width() - left - kMargin, 10);
        const auto xAt = [&](qint64 time) { return left + int(double(room) * double(time) / double(end)); };
        painter.setPen(QColor(colors.text));
        painter.drawText(QRect(kMargin, top + 4, left, kBarHeight + 4), Qt::AlignVCenter, QString::number(row + 1));
        qint64 at = timing.start;
        const auto phases = phasesOf(timing);
        for (size_t phase = 0; phase < phases.size(); ++phase) {
            if (phases[phase] <= 0)
                continue;
            const int from = xAt(at);
            at += phases[phase];
            painter.fillRect(QRect(from, top + 6, std::max(xAt(at) - from, 1), kBarHeight),
                             QColor(colors.phases[phase]));
        }
        painter.setPen(QColor(colors.muted));
        const QRect textRect(left, top + 6 + kBarHeight, room, lineHeight() + 6);
        const QString text = u"%1 = %2"_s.arg(durationText(totalTime(timing)), phasesText(timing));
        painter.drawText(textRect, Qt::AlignVCenter, fontMetrics().elidedText(text, Qt::ElideRight, textRect.width()));
    }

    QList<Hop> m_hops;
    int m_selected = -1;
};

TimingView::TimingView(QWidget *parent) : QScrollArea(parent), m_bars(new Bars)
{
    setWidget(m_bars);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setBackgroundRole(QPalette::Base);
    m_bars->setBackgroundRole(QPalette::Base);
    setAccessibleName(tr("Timing of the chain"));
    m_bars->setAccessibleName(tr("Timing of the chain"));
}

void TimingView::showHops(const QList<Hop> &hops, int selected)
{
    m_bars->show(hops, selected);
}

QString phasesText(const Timing &timing)
{
    QStringList parts;
    const auto phases = phasesOf(timing);
    for (size_t phase = 0; phase < phases.size(); ++phase) {
        if (phases[phase] > 0)
            parts.append(u"%1 %2"_s.arg(phaseName(phase), durationText(phases[phase])));
    }
    return parts.isEmpty() ? QCoreApplication::translate("ui", "nothing measured") : parts.join(u", "_s);
}

} // namespace hopscope
