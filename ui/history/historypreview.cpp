// SPDX-License-Identifier: MIT
#include "ui/history/historypreview.h"

#include "ui/look/theme.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace hopscope
{

namespace
{

constexpr double kSmaller = 0.88;
constexpr int kTextMargin = 12;

} // namespace

HistoryPreview::HistoryPreview(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Chain of the selected trace"));
    viewport()->setBackgroundRole(QPalette::Base);
}

void HistoryPreview::showText(const QString &text)
{
    m_text = text;
    m_chain.reset();
    setAccessibleDescription(text);
    measure();
}

void HistoryPreview::showChain(const ChainPicture &chain)
{
    m_text.clear();
    m_chain = chain;
    QStringList lines{chain.title};
    for (const HopCard &card : chain.cards)
        lines.append(cardText(card));
    lines.append(chain.outcome);
    setAccessibleDescription(lines.join(u'\n'));
    verticalScrollBar()->setValue(0);
    measure();
}

ChainStyle HistoryPreview::style() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * kSmaller);
    return chainStyle(colorsOf(palette()), small);
}

void HistoryPreview::measure()
{
    int height = 0;
    if (m_chain) {
        const PictureBlock end = pictureBlocks(*m_chain, style(), viewport()->width()).constLast();
        height = end.top + end.height;
    }
    QScrollBar *bar = verticalScrollBar();
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(fontMetrics().lineSpacing());
    bar->setRange(0, std::max(0, height - viewport()->height()));
    viewport()->update();
}

void HistoryPreview::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    if (!m_chain) {
        painter.setPen(QColor(colorsOf(palette()).muted));
        painter.drawText(viewport()->rect().adjusted(kTextMargin, kTextMargin, -kTextMargin, -kTextMargin),
                         Qt::TextWordWrap, m_text);
        return;
    }
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.setLayoutDirection(Qt::LeftToRight); // as in a picture
    painter.translate(0, -verticalScrollBar()->value());
    paintChain(painter, *m_chain, style(), viewport()->width());
}

void HistoryPreview::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

void HistoryPreview::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        measure();
}

} // namespace hopscope
