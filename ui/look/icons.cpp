// SPDX-License-Identifier: MIT
#include "ui/look/icons.h"

#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Draws the picture in the size and colour that are asked for, and only then: a start that draws none is faster.
class TintedEngine : public QIconEngine
{
public:
    TintedEngine(const QString &path, QColor normal, QColor checked)
        : m_path(path), m_normal(normal), m_checked(checked)
    {
    }

    QIconEngine *clone() const override { return new TintedEngine(m_path, m_normal, m_checked); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        painter->drawPixmap(rect, pixmap(rect.size() * ratio, mode, state));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode, QIcon::State state) override
    {
        QPixmap &drawn = m_drawn[{size.width(), state}];
        if (drawn.size() == size)
            return drawn;
        drawn = QPixmap(size);
        drawn.fill(Qt::transparent);
        QPainter painter(&drawn);
        QSvgRenderer(m_path).render(&painter);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(drawn.rect(), state == QIcon::On ? m_checked : m_normal);
        return drawn;
    }

private:
    QString m_path;
    QColor m_normal;
    QColor m_checked;
    QHash<std::pair<int, QIcon::State>, QPixmap> m_drawn;
};

} // namespace

QIcon tintedIcon(const QString &name, QColor normal, QColor checked)
{
    return QIcon(new TintedEngine(u":/icons/%1.svg"_s.arg(name), normal, checked));
}

} // namespace hopscope
