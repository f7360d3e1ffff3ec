// SPDX-License-Identifier: MIT
#include "ui/class/qrview.h"

#include <QPainter>

#include <algorithm>

namespace hopscope
{

namespace
{

constexpr int kLeastSide = 220;

} // namespace

QrView::QrView(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("QR code of the address"));
    setMinimumSize(kLeastSide, kLeastSide);
}

void QrView::setCode(const QByteArray &text)
{
    m_picture = qrPictureOf(text);
    setVisible(hasCode());
    update();
}

void QrView::paintEvent(QPaintEvent *)
{
    if (!m_picture)
        return;
    const int modules = m_picture->size + 2 * kQuietModules;
    const int pixels = std::max(1, std::min(width(), height()) / modules);
    QPainter painter(this);
    painter.fillRect(0, 0, modules * pixels, modules * pixels, Qt::white);
    for (int y = 0; y < m_picture->size; ++y) {
        for (int x = 0; x < m_picture->size; ++x) {
            if (m_picture->isDark(x, y))
                painter.fillRect((x + kQuietModules) * pixels, (y + kQuietModules) * pixels, pixels, pixels, Qt::black);
        }
    }
}

} // namespace hopscope
