// SPDX-License-Identifier: MIT
#include "ui/request/offerline.h"

#include "ui/look/theme.h"
#include "ui/look/widgets.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace hopscope
{

namespace
{

/// Characters of the sentence that stand beside the buttons at least; else they go below it.
constexpr int kLeastSentence = 40;

} // namespace

OfferLine::OfferLine(QWidget *parent)
    : QWidget(parent),
      m_sentence(new QLabel),
      m_row(new QBoxLayout(QBoxLayout::LeftToRight, this)),
      m_buttonRow(new QHBoxLayout)
{
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence->setAccessibleName(tr("What can be done next"));
    m_row->setContentsMargins(8, 4, 8, 4);
    m_row->setSpacing(8);
    m_row->addWidget(m_sentence, 1);
    m_row->addLayout(m_buttonRow);
    m_buttonRow->setSpacing(8);
    hide();
}

void OfferLine::say(const QString &sentence, const QList<Offer> &offers)
{
    withdraw();
    m_sentence->setText(sentence);
    for (const Offer &offer : offers) {
        QPushButton *button = pushButton(offer.title, {});
        button->setAccessibleDescription(sentence);
        connect(button, &QPushButton::clicked, this, [this, take = offer.take] {
            withdraw();
            take();
        });
        m_buttonRow->addWidget(button);
        m_buttons.append(button);
    }
    arrange();
    setVisible(!sentence.isEmpty());
}

void OfferLine::withdraw()
{
    hide();
    for (QPushButton *button : std::as_const(m_buttons)) {
        button->hide();
        button->deleteLater(); // it may be the one that was pressed
    }
    m_buttons.clear();
    m_sentence->clear();
}

void OfferLine::arrange()
{
    const int sentence = kLeastSentence * fontMetrics().averageCharWidth();
    const bool narrow = !m_buttons.isEmpty() && width() < sentence + m_buttonRow->sizeHint().width();
    m_row->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_buttonRow->setAlignment(narrow ? Qt::AlignLeft : Qt::AlignRight);
}

void OfferLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void OfferLine::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event);
    const Colors &colors = colorsOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QColor(colors.warn.border));
    painter.setBrush(QColor(colors.surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

} // namespace hopscope
