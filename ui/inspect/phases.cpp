// SPDX-License-Identifier: MIT
#include "ui/inspect/phases.h"

#include "paint/labels.h"
#include "ui/look/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <array>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::array phaseNames = {
    QT_TRANSLATE_NOOP("ui", "DNS"),  QT_TRANSLATE_NOOP("ui", "connect"), QT_TRANSLATE_NOOP("ui", "TLS"),
    QT_TRANSLATE_NOOP("ui", "send"), QT_TRANSLATE_NOOP("ui", "wait"),    QT_TRANSLATE_NOOP("ui", "receive"),
};

constexpr int kSwatch = 9;
constexpr int kSwatchGap = 4;
constexpr int kNameGap = 9;

std::array<qint64, 6> phasesOf(const Timing &timing)
{
    return {timing.dns, timing.connect, timing.tls, timing.send, timing.wait, timing.receive};
}

QString phaseName(size_t phase)
{
    return QCoreApplication::translate("ui", phaseNames[phase]);
}

} // namespace

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

int paintPhases(QPainter &painter, const QRect &room, const Timing &timing, qint64 end, const QPalette &palette)
{
    const Colors &colors = colorsOf(palette);
    const auto xAt = [&](qint64 time) {
        return room.left() + int(double(room.width()) * double(time) / double(std::max<qint64>(end, 1)));
    };
    qint64 at = timing.start;
    int right = xAt(at);
    const auto phases = phasesOf(timing);
    for (size_t phase = 0; phase < phases.size(); ++phase) {
        if (phases[phase] <= 0)
            continue;
        const int from = xAt(at);
        at += phases[phase];
        right = std::max(xAt(at), from + 1);
        painter.fillRect(QRect(from, room.top(), right - from, room.height()), QColor(colors.phases[phase]));
    }
    return right;
}

PhaseLegend::PhaseLegend(QWidget *parent) : QWidget(parent)
{
    QStringList names;
    for (size_t phase = 0; phase < phaseNames.size(); ++phase)
        names.append(phaseName(phase));
    setToolTip(names.join(u" · "_s));
}

void PhaseLegend::clear()
{
    m_used.fill(false);
    updateGeometry();
    update();
}

void PhaseLegend::add(const Timing &timing)
{
    const auto phases = phasesOf(timing);
    bool fresh = false;
    for (size_t phase = 0; phase < phases.size(); ++phase)
        fresh |= phases[phase] > 0 && !std::exchange(m_used[phase], true);
    if (!fresh)
        return;
    updateGeometry();
    update();
}

QList<size_t> PhaseLegend::shown() const
{
    const bool any = std::find(m_used.begin(), m_used.end(), true) != m_used.end();
    QList<size_t> phases;
    for (size_t phase = 0; phase < m_used.size(); ++phase) {
        if (!any || m_used[phase])
            phases.append(phase);
    }
    return phases;
}

QSize PhaseLegend::sizeHint() const
{
    int width = 0;
    const QList<size_t> phases = shown();
    for (const size_t phase : phases)
        width += kSwatch + kSwatchGap + fontMetrics().horizontalAdvance(phaseName(phase)) + kNameGap;
    return {width - kNameGap, fontMetrics().height()};
}

QSize PhaseLegend::minimumSizeHint() const
{
    return {0, fontMetrics().height()};
}

void PhaseLegend::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event);
    QPainter painter(this);
    const Colors &colors = colorsOf(palette());
    painter.setPen(QColor(colors.muted));
    const bool all = width() >= sizeHint().width();
    const int more = all ? 0 : fontMetrics().horizontalAdvance(u'…');
    int x = 0;
    const QList<size_t> phases = shown();
    for (const size_t phase : phases) {
        const QString name = phaseName(phase);
        if (!all && x + kSwatch + kSwatchGap + fontMetrics().horizontalAdvance(name) + kNameGap + more > width()) {
            painter.drawText(QPoint(x, (height() - fontMetrics().height()) / 2 + fontMetrics().ascent()), u"…"_s);
            return;
        }
        painter.fillRect(QRect(x, (height() - kSwatch) / 2, kSwatch, kSwatch), QColor(colors.phases[phase]));
        x += kSwatch + kSwatchGap;
        painter.drawText(QPoint(x, (height() - fontMetrics().height()) / 2 + fontMetrics().ascent()), name);
        x += fontMetrics().horizontalAdvance(name) + kNameGap;
    }
}

} // namespace hopscope
